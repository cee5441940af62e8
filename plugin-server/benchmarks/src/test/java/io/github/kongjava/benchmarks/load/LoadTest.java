package io.github.kongjava.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.benchmarks.BenchServer;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadTest {

    @TempDir
    private Path directory;

    private PluginServer server;

    @BeforeEach
    void start() throws IOException {
        server = BenchServer.start(directory.resolve("bench.socket"));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Target target(Protocol protocol, String config) {
        return new Target(server.socket(), protocol, "bench", config, List.of("access"));
    }

    @ParameterizedTest
    @EnumSource
    void an_event_has_a_round_trip_for_each_call_and_one_for_its_end(Protocol protocol) throws Exception {
        Player.Casting casting = target(protocol, "{\"calls\":2}").startInstance();
        Load.Played played = Load.events(100, 4, casting);
        assertThat(played.events()).isEqualTo(400);
        assertThat(played.roundTrips().count()).isEqualTo(1_200);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_without_calls_is_one_round_trip(Protocol protocol) throws Exception {
        Load.Played played = Load.events(50, 1, target(protocol, "{}").startInstance());
        assertThat(played.events()).isEqualTo(50);
        assertThat(played.roundTrips().count()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource
    void events_go_on_after_those_that_exit(Protocol protocol) throws Exception {
        Load.Played played =
                Load.events(20, 2, target(protocol, "{\"calls\":-1}").startInstance());
        assertThat(played.events()).isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_does_not_know_the_plugin_ends_it(Protocol protocol) {
        Target unknown = new Target(server.socket(), protocol, "nobody", "{}", List.of("access"));
        assertThatThrownBy(unknown::startInstance).isInstanceOf(IOException.class);
    }

    @Test
    void events_can_all_be_in_flight_at_once() throws Exception {
        try (Gathering gathering = Gathering.of(target(Protocol.PROTOBUF, "{\"calls\":1}"), 50)) {
            assertThat(server.eventsInFlight()).isEqualTo(50);
            gathering.finish();
        }
    }

    @Test
    void a_trial_measures_the_server_and_the_floor() throws Exception {
        Trial trial = new Trial(
                target(Protocol.PROTOBUF, "{\"calls\":1}"), 2, Duration.ofMillis(200), Duration.ofMillis(50), 2);
        Trial.Outcome outcome = trial.run(Optional.of(ProcessHandle.current().pid()));
        assertThat(outcome.ratios()).hasSize(2).allMatch(ratio -> ratio > 0);
        assertThat(outcome.load().played().roundTrips().count())
                .isEqualTo(2 * outcome.load().played().events());
        assertThat(outcome.floor().played().roundTrips().count())
                .isEqualTo(outcome.floor().played().events());
        assertThat(new Report(outcome).table()).contains("events [1/s]", "time to ready [ms]", "ratio");
        assertThat(new Report(outcome).json()).startsWith("{").contains("\"median ratio\":");
    }
}
