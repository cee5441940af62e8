package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModesTest {

    private static final Object INSTANCE = new Object();
    private static final Object OTHER = new Object();

    private final Map<String, String> said = new HashMap<>();
    private final Modes modes = new Kept(new SetClock(), () -> 0.5, said::put).modes();

    private void request(String route, Config.Mode mode, Object instance) {
        modes.has(() -> route, "service orders", mode, instance);
    }

    @Test
    void a_forced_mode_is_told_of_from_its_first_request_to_the_first_in_mode_normal() {
        request("a", Config.Mode.NORMAL, INSTANCE);
        assertThat(said).isEmpty();
        request("a", Config.Mode.OPEN, INSTANCE);
        assertThat(said).containsEntry("service orders", "set to open");
        request("a", Config.Mode.CLOSED, OTHER);
        assertThat(said).containsEntry("service orders", "set to closed");
        request("a", Config.Mode.METRICS_ONLY, OTHER);
        assertThat(said).containsEntry("service orders", "metrics only");
        request("b", Config.Mode.NORMAL, INSTANCE);
        assertThat(said).as("another route").containsEntry("service orders", "metrics only");

        request("a", Config.Mode.NORMAL, INSTANCE);

        assertThat(said).containsEntry("service orders", "");
    }

    @Test
    void routes_of_one_service_share_its_line() {
        request("a", Config.Mode.OPEN, INSTANCE);
        request("b", Config.Mode.OPEN, INSTANCE);
        assertThat(said).containsEntry("service orders", "set to open");

        request("b", Config.Mode.CLOSED, OTHER);

        assertThat(said).containsEntry("service orders", "set to closed; set to open");
    }

    @Test
    void an_instance_that_ends_takes_what_it_told_with_it_and_nothing_else() {
        request("a", Config.Mode.OPEN, INSTANCE);
        request("b", Config.Mode.CLOSED, INSTANCE);
        request("b", Config.Mode.CLOSED, OTHER);

        modes.forget(INSTANCE);
        assertThat(said).containsEntry("service orders", "set to closed");

        modes.forget(OTHER);
        assertThat(said).containsEntry("service orders", "");
    }

    @Test
    void a_service_that_is_renamed_has_its_mode_under_its_new_name() {
        request("a", Config.Mode.OPEN, INSTANCE);

        modes.has(() -> "a", "service purchases", Config.Mode.OPEN, INSTANCE);

        assertThat(said).containsEntry("service orders", "").containsEntry("service purchases", "set to open");
    }

    @Test
    void of_many_routes_only_so_many_are_told_of() {
        for (int i = 0; i < 2000; i++) {
            modes.has(() -> "b", "service orders", Config.Mode.OPEN, INSTANCE);
            String route = "r" + i;
            modes.has(() -> route, "service " + route, Config.Mode.OPEN, INSTANCE);
        }

        assertThat(said).hasSize(90);
    }
}
