package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnSharedKong
record HelloTest(Gateway gateway) {

    @Test
    void the_example_plugin_greets_the_client_and_the_upstream_answers() throws Exception {
        gateway.declare(gateway.declaration().route("greeted", plugin("hello", Map.of("message", "good day"))));

        Answer answer = gateway.send(Request.get("/greeted/a?b=c").with("Host", "shop.test"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headerValues("x-hello-from-java")).containsExactly("good day to shop.test");
        assertThat(Echo.in(answer).target()).isEqualTo("/a?b=c");
    }
}
