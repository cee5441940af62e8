package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedKong
record HeadersAndQueriesTest(Gateway gateway) {

    @BeforeEach
    void a_route_whose_plugin_tells_what_it_sees() throws Exception {
        gateway.declare(gateway.declaration().route("seen", plugin("probe-view", Map.of())));
    }

    @Test
    void bytes_that_are_no_utf_8_pass_unchanged_in_both_directions() throws Exception {
        String latin = "caf\u00e9 \u00ff\u00a0\u00e4";

        Answer answer = gateway.send(Request.get("/seen").with("x-latin", latin));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headerValues("x-seen-latin")).containsExactly(latin);
        assertThat(Echo.in(answer).headers().all("x-copied-latin")).containsExactly(latin);
        assertThat(Echo.in(answer).headers().all("x-latin")).containsExactly(latin);
    }

    @Test
    void a_hundred_headers_reach_the_plugin_and_the_upstream() throws Exception {
        Request request = Request.get("/seen");
        for (int i = 0; i < 100; i++) {
            request = request.with("x-number-" + i, Integer.toString(i));
        }

        Answer answer = gateway.send(request);

        // These and Host.
        assertThat(answer.header("x-seen-headers")).contains("101");
        assertThat(Echo.in(answer).headers().lines().stream()
                        .filter(line -> line.name().toLowerCase(Locale.ROOT).startsWith("x-number-")))
                .hasSize(100);
    }

    @Test
    void an_argument_without_a_value_is_a_flag_and_reaches_the_upstream_as_it_was() throws Exception {
        Answer answer = gateway.get("/seen/x?flag&empty=&a=1&a&b=%20");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-seen-query")).contains("?flag&empty=&a=1&a&b=%20");
        assertThat(answer.header("x-seen-flags")).contains("a,flag");
        assertThat(Echo.in(answer).target()).isEqualTo("/x?flag&empty=&a=1&a&b=%20");
    }
}
