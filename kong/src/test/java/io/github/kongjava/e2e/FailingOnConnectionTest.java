package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.HttpConnection;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedKong
record FailingOnConnectionTest(Gateway gateway) {

    @BeforeEach
    void a_plugin_with_a_bug_before_any_request() throws Exception {
        gateway.declare(gateway.declaration()
                .streams(gateway.ports().stream())
                .route("bug")
                .everywhere(plugin("probe-throw-on-connection", Map.of())));
    }

    @Test
    void a_bug_before_a_stream_goes_to_its_upstream_ends_the_stream() throws Exception {
        long requests = gateway.upstream().requests();

        assertThatThrownBy(() -> HttpConnection.once(gateway.ports().stream(), Request.get("/through")))
                .isInstanceOf(IOException.class);

        assertThat(gateway.upstream().requests()).isEqualTo(requests);
        logged("a bug in preread");
    }

    @Test
    void a_bug_while_a_tls_connection_is_made_ends_the_plugins_part_alone() throws Exception {
        assertThat(new Http2Client(gateway.ports().https())
                        .send(Request.get("/bug"))
                        .status())
                .isEqualTo(200);

        logged("a bug in certificate");
    }

    private void logged(String bug) throws Exception {
        Await.until("the bug is logged", () -> gateway.kong().errorLog().contains(bug));
    }
}
