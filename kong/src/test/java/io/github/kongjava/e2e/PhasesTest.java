package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnSharedKong
record PhasesTest(Gateway gateway) {

    private static final Plugin EARLIER = plugin("probe-earlier", Map.of());
    private static final Plugin LATER = plugin("probe-later", Map.of());

    @Test
    void the_phases_of_a_route_run_in_the_order_of_the_priorities() throws Exception {
        gateway.declare(gateway.declaration().route("steps", LATER, EARLIER));

        Answer answer = gateway.get("/steps");

        assertThat(Echo.in(answer).headers().all("x-steps")).containsExactly("earlier access", "later access");
        assertThat(answer.headerValues("x-steps")).containsExactly("earlier response", "later response");
    }

    @Test
    void plugins_for_every_request_see_it_before_it_has_a_route() throws Exception {
        gateway.declare(gateway.declaration().route("steps").everywhere(LATER, EARLIER));

        assertThat(Echo.in(gateway.get("/steps")).headers().all("x-steps"))
                .containsExactly("earlier rewrite", "later rewrite", "earlier access", "later access");
    }

    @Test
    void the_log_phase_runs_after_the_client_has_its_answer() throws Exception {
        gateway.declare(gateway.declaration().route("steps", LATER, EARLIER));
        String id = UUID.randomUUID().toString();

        assertThat(gateway.send(Request.get("/steps").with("x-id", id)).status())
                .isEqualTo(200);

        Await.until("both plugins have logged the request", () -> {
            String log = gateway.kong().errorLog();
            return log.contains("earlier log of request " + id) && log.contains("later log of request " + id);
        });
    }
}
