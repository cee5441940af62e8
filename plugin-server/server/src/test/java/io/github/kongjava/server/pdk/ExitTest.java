package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a phase. */
class ExitTest {

    private final ScriptedChannel channel = ScriptedChannel.access(Protocol.MSGPACK);
    private final Kong kong = KongCalls.over(channel);

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void headers_without_a_body_have_an_empty_one_before_them(Protocol protocol) {
        ScriptedChannel any = ScriptedChannel.access(protocol);
        assertExits(() -> KongCalls.over(any).response().exit(302, Headers.of("location", "/login")));
        assertThat(any.last().arguments())
                .containsExactly(
                        new Value.Whole(302),
                        Value.text(""),
                        new Value.Table(Map.of("location", Value.text("/login"))));
    }

    @Test
    void a_status_alone_has_an_empty_body_too_as_in_protobuf() {
        assertExits(() -> kong.response().exit(401));
        assertThat(channel.last().arguments()).containsExactly(new Value.Whole(401), Value.text(""));
    }

    @Test
    void statuses_of_http_are_from_100_to_599_and_errors_from_400() {
        assertRefused(() -> kong.response().exit(99));
        assertRefused(() -> kong.response().exit(600));
        assertRefused(() -> kong.response().setStatus(99));
        assertRefused(() -> kong.response().error(399));
    }

    @Test
    void an_error_without_message_leaves_it_to_kong() {
        assertExits(() -> kong.response().error(404));
        assertThat(channel.last().function()).isEqualTo(PdkFunction.RESPONSE_ERROR);
        assertThat(channel.last().arguments()).containsExactly(new Value.Whole(404));
    }

    @Test
    void an_error_of_a_type_that_kong_has_no_document_for_is_refused() {
        assertRefused(() -> kong.response().error(404, "gone", Map.of("Content-Type", "image/png")));
        assertExits(() -> kong.response().error(404, "gone", Map.of("Content-Type", "text/plain")));
    }

    @Test
    void a_stream_has_six_statuses_and_no_headers() {
        ScriptedChannel stream = new ScriptedChannel(Phase.PREREAD, Protocol.PROTOBUF);
        Kong preread = KongCalls.over(stream);
        assertThatIllegalArgumentException().isThrownBy(() -> preread.response().exit(404));
        assertThatIllegalArgumentException().isThrownBy(() -> preread.response().exit(403, "", Headers.of("x-a", "b")));
        assertThat(stream.isUntouched()).isTrue();
        assertExits(() -> preread.response().exit(403, "no"));
    }

    private static void assertExits(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ExitException.class);
    }

    private void assertRefused(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
        assertThat(channel.isUntouched()).isTrue();
    }
}
