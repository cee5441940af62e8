package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnOwnKong
record StartTest(Gateway gateway) {

    @Test
    void what_a_plugin_must_refuse_does_not_pass_before_the_server_listens() throws Exception {
        gateway.declare(gateway.declaration().route("guarded", plugin("probe-refuse", Map.of())));
        gateway.relaunch();

        try (Traffic traffic = Traffic.endless(4, gateway.ports().http(), new GuardedRequests())) {
            gateway.awaitServer();
            gateway.awaitWorkers();
            Map<String, Long> verdicts = traffic.end();
            System.out.println(gateway + ", Kong started: " + verdicts);
            assertThat(verdicts).doesNotContainKey(GuardedRequests.PASSED);
        }
        Map<String, Long> later = Traffic.of(1000, 16, gateway.ports().http(), new GuardedRequests());
        assertThat(later).containsExactly(Map.entry(GuardedRequests.REFUSED, 1000L));
    }
}
