package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.ServiceRequest;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies that Kong encodes. */
class EncodedBodyTest {

    private final ScriptedChannel channel = ScriptedChannel.access(Protocol.MSGPACK)
            .answering(PdkFunction.SERVICE_REQUEST_SET_BODY, new Value.Bool(true));
    private final ServiceRequest request = KongCalls.over(channel).service().request();

    @Test
    void the_type_of_the_request_is_asked_for_first_since_kong_throws_for_others() {
        channel.answering(PdkFunction.REQUEST_GET_HEADER, Value.text("text/plain"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.setBody(Map.of("a", 1)))
                .withMessageContaining("text/plain");
        channel.answering(PdkFunction.REQUEST_GET_HEADER, Value.text("application/json; charset=utf-8"));
        request.setBody(Map.of("a", 1));
        assertThat(channel.last().arguments())
                .containsExactly(
                        new Value.Table(Map.of("a", new Value.Whole(1))),
                        Value.text("application/json; charset=utf-8"));
    }

    @Test
    void the_parts_of_a_multipart_form_are_texts() {
        request.setBody(Map.of("a", true), "multipart/form-data");
        assertThat(channel.last().arguments().get(0)).isEqualTo(new Value.Table(Map.of("a", Value.text("true"))));
        assertRefused(Map.of("a", List.of(1)), "multipart/form-data");
        assertRefused(Map.of("a\"; filename=\"x", "v"), "multipart/form-data");
        assertRefused(Map.of("a", "v"), "multipart/form-data; boundary=\"");
    }

    @Test
    void a_form_has_no_maps() {
        assertRefused(Map.of("a", Map.of("b", 1)), "application/x-www-form-urlencoded");
    }

    private void assertRefused(Map<String, ?> body, String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> request.setBody(body, type));
    }
}
