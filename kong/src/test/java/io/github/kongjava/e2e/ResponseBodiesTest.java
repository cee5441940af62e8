package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.e2e.probes.Digest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnSharedKong
record ResponseBodiesTest(Gateway gateway) {

    @BeforeEach
    void a_route_whose_plugin_reads_the_upstreams_body() throws Exception {
        gateway.declare(gateway.declaration().route("down", plugin("probe-response-body", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, 5_000_000})
    void a_plugin_and_the_client_see_the_upstreams_body_byte_by_byte(int length) throws Exception {
        answeredAndSeen(Answer.of("application/octet-stream", Bodies.binary(length)));
    }

    @Test
    void a_compressed_body_stays_compressed() throws Exception {
        byte[] body = Bodies.gzip(Bodies.binary(100_000));
        Answer answer = answeredAndSeen(Answer.of("text/plain", body).with("Content-Encoding", "gzip"));
        assertThat(answer.header("content-encoding")).contains("gzip");
    }

    private Answer answeredAndSeen(Answer upstreams) throws Exception {
        gateway.upstream().on("/body", request -> upstreams);

        Answer answer = gateway.get("/down/body");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Digest.of(answer.body())).isEqualTo(Digest.of(upstreams.body()));
        assertThat(answer.header("x-seen-length")).contains(Integer.toString(upstreams.body().length));
        assertThat(answer.header("x-seen-sha256")).contains(Digest.of(upstreams.body()));
        return answer;
    }
}
