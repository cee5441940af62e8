package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.e2e.probes.Digest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnSharedKong
record Http2Test(Gateway gateway) {

    @ParameterizedTest
    @ValueSource(ints = {0, 20_000, 5_000_000})
    void bodies_pass_byte_by_byte_in_both_directions(int length) throws Exception {
        gateway.declare(gateway.declaration()
                .route("up", plugin("probe-request-body", Map.of()))
                .route("down", plugin("probe-response-body", Map.of())));
        byte[] body = Bodies.binary(length);
        gateway.upstream().on("/body", request -> Answer.of("application/octet-stream", body));
        Http2Client client = new Http2Client(gateway.ports().https());

        Answer up = client.send(Request.post("/up", body));
        Answer down = client.send(Request.get("/down/body"));

        assertThat(up.header("x-seen-sha256")).contains(Digest.of(body));
        assertThat(Echo.in(up).sha256()).isEqualTo(Digest.of(body));
        assertThat(down.header("x-seen-sha256")).contains(Digest.of(body));
        assertThat(Digest.of(down.body())).isEqualTo(Digest.of(body));
    }

    @Test
    void a_plugin_may_refuse_and_may_greet() throws Exception {
        gateway.declare(gateway.declaration()
                .route("refused", plugin("probe-refuse", Map.of()))
                .route("greeted", plugin("hello", Map.of("message", "good day"))));
        Http2Client client = new Http2Client(gateway.ports().https());

        Answer refused = client.send(Request.post("/refused", Bodies.binary(20_000)));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).isEqualTo("refused");
        // The authority stands for Host, which HTTP/2 does not have.
        assertThat(client.send(Request.get("/greeted")).header("x-hello-from-java"))
                .contains("good day to 127.0.0.1:" + gateway.ports().https());
    }
}
