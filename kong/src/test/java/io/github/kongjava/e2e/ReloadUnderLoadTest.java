package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnOwnKong
record ReloadUnderLoadTest(Gateway gateway) {

    private static final int RELOADS = 2;

    @Test
    void no_request_fails_while_kong_reloads() throws Exception {
        gateway.declare(gateway.declaration()
                .route("load", plugin("probe-return", Map.of()), plugin("hello", Map.of("message", "good day"))));
        try (Traffic traffic = Traffic.endless(16, gateway.ports().http(), new ReturnedIds("/load", "good day"))) {
            for (int i = 0; i < RELOADS; i++) {
                requestsRun(traffic);
                gateway.reload();
            }
            requestsRun(traffic);
            Map<String, Long> verdicts = traffic.end();
            System.out.println(gateway + ", reloaded " + RELOADS + " times: " + verdicts);
            assertThat(verdicts).containsOnlyKeys(ReturnedIds.RIGHT);
        }
    }

    private static void requestsRun(Traffic traffic) throws Exception {
        long before = traffic.answered();
        Await.until("requests run", () -> traffic.answered() > before + 200);
    }
}
