package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are set: nothing gets into them that a client could use. */
class HeaderRulesTest {

    private final ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF);
    private final Kong kong = KongCalls.over(channel);

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "a\u007fb"})
    void a_value_that_ends_its_line_is_refused_everywhere(String value) {
        Headers headers = Headers.of("x-a", value);
        assertRefused(() -> kong.response().setHeader("x-a", value));
        assertRefused(() -> kong.response().setHeader("x-a", List.of("ok", value)));
        assertRefused(() -> kong.response().addHeader("x-a", value));
        assertRefused(() -> kong.response().setHeaders(headers));
        assertRefused(() -> kong.response().exit(200, "", headers));
        assertRefused(() -> kong.service().request().setHeader("x-a", value));
        assertRefused(() -> kong.service().request().addHeader("x-a", value));
        assertRefused(() -> kong.service().request().setHeaders(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é"})
    void a_name_that_is_none_is_refused(String name) {
        assertRefused(() -> kong.response().setHeader(name, "x"));
        assertRefused(() -> kong.response().clearHeader(name));
        assertRefused(() -> kong.service().request().setHeader(name, "x"));
        assertRefused(() -> kong.service().request().setHeaders(Map.of(name, "x")));
    }

    @Test
    void the_message_names_the_function_and_the_header_but_not_its_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kong.response().setHeader("x-token", "secret\n"))
                .withMessage("kong.response.set_header: header x-token has the control character 10 at position 6");
    }

    @Test
    void host_has_one_value_and_authority_is_set_alone() {
        var request = kong.service().request();
        assertRefused(() -> request.setHeader("Host", List.of("a.test", "b.test")));
        assertRefused(() -> request.addHeader("host", "a.test"));
        assertRefused(() -> request.setHeaders(Map.of(":authority", "a.test")));
        request.setHeader("Host", "a.test");
        request.setHeader(":authority", "a.test");
        assertThat(channel.calls()).hasSize(2);
    }

    @Test
    void no_value_at_all_is_refused() {
        assertRefused(() -> kong.response().setHeader("x-a", List.of()));
    }

    @Test
    void bytes_that_are_not_utf8_are_sent_and_read_as_they_are() {
        byte[] latin = {'c', 'a', 'f', (byte) 0xe9};
        kong.service().request().setHeader("x-latin", latin);
        assertThat(channel.last().arguments()).containsExactly(Value.text("x-latin"), new Value.Text(latin));

        channel.answering(PdkFunction.REQUEST_GET_HEADER, new Value.Text(latin));
        assertThat(kong.request().header("x-latin")).contains("café");
        assertThat(kong.request().headerBytes("x-latin"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(latin));
    }

    @Test
    void the_first_line_of_a_request_takes_no_blank_and_no_second_line() {
        var request = kong.service().request();
        assertRefused(() -> request.setRawQuery("a=1 HTTP/1.1\r\nx: y"));
        assertRefused(() -> request.setRawQuery("a b"));
        assertRefused(() -> request.setPath("/a\r\nx: y"));
        assertRefused(() -> request.setPath("/a?b=c"));
        assertRefused(() -> request.setPath("a"));
        assertRefused(() -> request.setMethod("get"));
        assertRefused(() -> request.setScheme("ftp"));
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
        assertThat(channel.isUntouched()).isTrue();
    }
}
