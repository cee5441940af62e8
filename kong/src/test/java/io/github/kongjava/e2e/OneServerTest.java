package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnSharedKong
record OneServerTest(Gateway gateway) {

    @Test
    void one_server_on_one_socket_has_all_plugins() throws Exception {
        JsonNode plugins = gateway.serverStatus().path("Plugins");
        assertThat(plugins).map(plugin -> plugin.path("Name").asText()).contains("hello", "probe-tag", "probe-refuse");
        gateway.declare(gateway.declaration()
                .route(
                        "many",
                        plugin("hello", Map.of()),
                        plugin("probe-tag", Map.of("value", "too")),
                        plugin("probe-place", Map.of())));

        Answer answer = gateway.get("/many");

        assertThat(answer.header("x-hello-from-java")).isPresent();
        assertThat(answer.header("x-tag")).contains("too");
        assertThat(answer.header("x-jvm"))
                .contains(gateway.serverStatus().path("Pid").asText());
    }

    @Test
    void all_workers_use_the_same_server_and_the_same_object() throws Exception {
        gateway.declare(gateway.declaration().route("place", plugin("probe-place", Map.of())));
        Set<String> workers = new HashSet<>();
        Set<String> objects = new HashSet<>();

        Await.until("each worker has served a request", () -> {
            Answer answer = gateway.get("/place");
            workers.add(answer.header("x-worker").orElseThrow());
            objects.add(answer.header("x-jvm").orElseThrow()
                    + answer.header("x-object").orElseThrow());
            return workers.size() == Gateway.WORKERS;
        });

        assertThat(objects).hasSize(1);
    }
}
