package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnSharedKong
record FailingPluginsTest(Gateway gateway) {

    @BeforeEach
    void a_plugin_with_bugs_one_that_hangs_and_one_that_is_well() throws Exception {
        gateway.declare(gateway.declaration()
                .everywhere(plugin("probe-throw", Map.of()))
                .route("bug")
                .route("stuck", plugin("probe-hang", Map.of()))
                .route("well", plugin("probe-tag", Map.of("value", "well"))));
    }

    @ParameterizedTest
    @CsvSource({"rewrite, 0", "access, 0", "response, 1"})
    void a_bug_before_the_client_has_its_answer_is_a_500_and_never_the_upstreams_answer(String phase, int reached)
            throws Exception {
        long failures = tally("probe-throw").path("Failures").asLong();
        long requests = gateway.upstream().requests();
        gateway.upstream().on("/answer", request -> Answer.of("text/plain", Bodies.text("the upstream's")));

        Answer answer = gateway.send(Request.get("/bug/answer").with("x-bug", phase));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("message").asText()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("a bug in").doesNotContain("the upstream's");
        assertThat(gateway.upstream().requests() - requests).isEqualTo(reached);
        assertThat(tally("probe-throw").path("Failures").asLong() - failures).isEqualTo(1);
        assertThat(gateway.kong().errorLog()).contains("a bug in " + phase);
    }

    @Test
    void a_bug_in_log_costs_no_client_its_answer_and_is_logged() throws Exception {
        assertThat(gateway.send(Request.get("/bug").with("x-bug", "log")).status())
                .isEqualTo(200);

        Await.until("the bug is logged", () -> gateway.kong().errorLog().contains("a bug in log"));
    }

    @Test
    void a_plugin_that_hangs_is_answered_for_after_its_deadline() throws Exception {
        long requests = gateway.upstream().requests();

        Answer answer = gateway.get("/stuck");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(gateway.upstream().requests()).isEqualTo(requests);
        assertThat(tally("probe-hang").path("Timeouts").asLong()).isPositive();
    }

    @Test
    void other_plugins_of_the_server_work_on() throws Exception {
        gateway.send(Request.get("/bug").with("x-bug", "access"));
        gateway.get("/stuck");

        assertThat(gateway.get("/well").header("x-tag")).contains("well");
    }

    private JsonNode tally(String name) throws IOException {
        for (JsonNode plugin : gateway.serverStatus().path("Plugins")) {
            if (plugin.path("Name").asText().equals(name)) {
                return plugin;
            }
        }
        throw new AssertionError("the server does not know " + name);
    }
}
