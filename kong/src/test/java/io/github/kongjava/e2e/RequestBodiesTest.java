package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.e2e.probes.Digest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnSharedKong
record RequestBodiesTest(Gateway gateway) {

    @BeforeEach
    void a_route_whose_plugin_reads_the_body() throws Exception {
        gateway.declare(gateway.declaration().route("up", plugin("probe-request-body", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, 5_000_000})
    void a_plugin_and_the_upstream_see_the_body_byte_by_byte(int length) throws Exception {
        sentAndSeen(Bodies.binary(length), Request.post("/up", Bodies.binary(length)));
    }

    @Test
    void a_compressed_body_stays_compressed() throws Exception {
        byte[] body = Bodies.gzip(Bodies.binary(100_000));
        sentAndSeen(body, Request.post("/up", body).with("Content-Encoding", "gzip"));
    }

    private void sentAndSeen(byte[] body, Request request) throws Exception {
        Answer answer = gateway.send(request.with("Content-Type", "application/octet-stream"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-seen-length")).contains(Integer.toString(body.length));
        assertThat(answer.header("x-seen-sha256")).contains(Digest.of(body));
        assertThat(Echo.in(answer).sha256()).isEqualTo(Digest.of(body));
    }
}
