package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import io.github.kongjava.e2e.kong.Queries;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnOwnKong(queries = Queries.BY_COMMAND)
record LifeTest(Gateway gateway) {

    @Test
    void the_server_starts_with_kong_serves_on_after_a_reload_and_ends_with_kong() throws Exception {
        gateway.declare(gateway.declaration().route("tagged", plugin("probe-tag", Map.of("value", "kept"))));
        assertThat(gateway.get("/tagged").header("x-tag")).contains("kept");

        gateway.reload();

        assertThat(gateway.get("/tagged").header("x-tag")).contains("kept");
        long server = gateway.awaitServer().path("Pid").asLong();

        gateway.kong().close();

        Await.until("the server has ended", () -> !gateway.kong().isRunning(server));
    }
}
