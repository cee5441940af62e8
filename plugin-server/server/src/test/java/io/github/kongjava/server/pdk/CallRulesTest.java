package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.IllegalPhaseException;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.pdk.MsgPackOnlyException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a function may be called at all. */
class CallRulesTest {

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_function_in_a_wrong_phase_is_refused_and_the_right_ones_are_named(Protocol protocol) {
        ScriptedChannel channel = new ScriptedChannel(Phase.LOG, protocol);
        Kong kong = KongCalls.over(channel);
        assertThatThrownBy(() -> kong.request().method())
                .isInstanceOf(IllegalPhaseException.class)
                .hasMessage("kong.request.get_method does not work in phase log; it works in rewrite, access, response"
                        + " (kong.log.serialize has the facts of the request)");
        assertThat(channel.isUntouched()).isTrue();
    }

    @Test
    void a_function_that_protobuf_lacks_is_refused_and_the_way_out_is_named() {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF);
        assertThatThrownBy(() -> KongCalls.over(channel).service().setRetries(1))
                .isInstanceOf(MsgPackOnlyException.class)
                .hasMessageContaining("kong.service.set_retries")
                .hasMessageContaining("@KongPlugin(protocol = Protocol.MSGPACK)");
        assertThat(channel.isUntouched()).isTrue();
    }

    @Test
    void after_an_exit_every_call_throws_it_again() {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF);
        Kong kong = KongCalls.over(channel);
        assertThatThrownBy(() -> kong.response().exit(401)).isInstanceOf(ExitException.class);
        assertThatThrownBy(() -> kong.request().method()).isInstanceOf(ExitException.class);
        assertThat(channel.calls()).isEmpty();
    }

    @Test
    void an_answer_of_another_type_names_the_function() {
        ScriptedChannel channel =
                ScriptedChannel.access(Protocol.MSGPACK).answering(PdkFunction.REQUEST_GET_METHOD, new Value.Whole(7));
        assertThatThrownBy(() -> KongCalls.over(channel).request().method())
                .isInstanceOf(KongAnswerException.class)
                .hasMessage("kong.request.get_method: Kong answered whole, not a text");
    }

    @Test
    void a_route_in_log_of_a_stream_is_read_where_kong_does_not_throw() {
        Value route = RecordedRoutes.stream();
        ScriptedChannel channel = new ScriptedChannel(Phase.LOG, Protocol.PROTOBUF)
                .answering(PdkFunction.NGINX_GET_SUBSYSTEM, Value.text("stream"))
                .answering(PdkFunction.NGINX_GET_CTX, route);
        assertThat(KongCalls.over(channel).router().route().orElseThrow().sources())
                .singleElement()
                .satisfies(source -> assertThat(source.ip()).contains("10.0.0.0/8"));
        assertThat(channel.calls())
                .extracting(call -> call.function())
                .isEqualTo(List.of(PdkFunction.NGINX_GET_SUBSYSTEM, PdkFunction.NGINX_GET_CTX));
    }
}
