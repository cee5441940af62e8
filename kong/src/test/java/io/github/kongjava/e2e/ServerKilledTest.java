package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import io.github.kongjava.pdk.Protocol;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnOwnKong
record ServerKilledTest(Gateway gateway) {

    private static final int KILLS = 3;

    @Test
    void what_a_plugin_must_refuse_does_not_pass_in_protobuf_while_the_server_is_dead() throws Exception {
        gateway.declare(gateway.declaration().route("guarded", plugin("probe-refuse", Map.of())));
        try (Traffic traffic = Traffic.endless(16, gateway.ports().http(), new GuardedRequests())) {
            for (int i = 0; i < KILLS; i++) {
                long before = traffic.answered();
                Await.until("requests run", () -> traffic.answered() > before + 200);
                kill(gateway.awaitServer().path("Pid").asLong());
            }
            gateway.awaitServer();
            Map<String, Long> verdicts = traffic.end();
            System.out.println(gateway + ", server killed " + KILLS + " times: " + verdicts);

            assertThat(verdicts).containsKey(GuardedRequests.REFUSED);
            if (gateway.protocol() == Protocol.PROTOBUF) {
                assertThat(verdicts).doesNotContainKey(GuardedRequests.PASSED);
            }
        }
        Map<String, Long> later = Traffic.of(1000, 16, gateway.ports().http(), new GuardedRequests());
        assertThat(later).containsExactly(Map.entry(GuardedRequests.REFUSED, 1000L));
    }

    private void kill(long server) throws Exception {
        gateway.kong().signal("KILL", server);
        Await.until("the server is dead", () -> !gateway.kong().isRunning(server));
    }
}
