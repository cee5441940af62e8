package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.pdk.Protocol;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a body is and what is in it, the client chooses: it must not get past a plugin that reads it. */
@OnSharedKong
record BodiesOverTheLimitsTest(Gateway gateway) {

    private static final int MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {65, 130})
    void a_body_over_the_limit_is_refused_also_if_its_size_is_not_announced(int mebibytes) throws Exception {
        gateway.declare(gateway.declaration().route("up", plugin("probe-request-body", Map.of())));

        refused(Request.post("/up", new byte[mebibytes * MEBIBYTE]));
        refused(Request.post("/up", new byte[mebibytes * MEBIBYTE]).inChunks());

        assertThat(gateway.send(Request.post("/up", Bodies.binary(1000))).status())
                .isEqualTo(200);
    }

    @Test
    void json_that_is_too_deep_or_has_too_many_values_is_refused() throws Exception {
        gateway.declare(gateway.declaration().route("json", plugin("probe-json", Map.of())));

        json("[".repeat(200) + "1" + "]".repeat(200));
        json("[" + "0,".repeat(1_200_000) + "0]");

        Answer answer =
                gateway.send(Request.post("/json", Bodies.text("[[1]]")).with("Content-Type", "application/json"));
        assertThat(answer.status()).isEqualTo(gateway.protocol() == Protocol.MSGPACK ? 200 : 500);
    }

    private void json(String body) throws Exception {
        refused(Request.post("/json", Bodies.text(body)).with("Content-Type", "application/json"));
    }

    private void refused(Request request) throws Exception {
        long before = gateway.upstream().requests();

        assertThat(gateway.send(request).status()).isEqualTo(500);

        assertThat(gateway.upstream().requests()).isEqualTo(before);
    }
}
