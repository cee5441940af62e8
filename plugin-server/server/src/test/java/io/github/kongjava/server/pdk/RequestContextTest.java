package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values under names, with types. */
class RequestContextTest {

    @Test
    void a_value_has_the_type_that_is_asked_for_or_none() {
        RequestContext text = holding(Value.text("7"));
        assertThat(text.text("k")).contains("7");
        assertThatThrownBy(() -> text.whole("k"))
                .isInstanceOf(ClassCastException.class)
                .hasMessage("kong.ctx.shared.get: k is no number but a Text");
        assertThat(holding(new Value.Real(7)).whole("k")).hasValue(7);
        assertThatThrownBy(() -> holding(new Value.Real(7.5)).whole("k")).isInstanceOf(ClassCastException.class);
        assertThat(holding(new Value.Whole(7)).number("k")).hasValue(7.0);
        assertThat(holding(Value.NIL).get("k")).isEmpty();
        assertThat(holding(Value.NIL).map("k")).isEmpty();
    }

    @Test
    void false_and_nothing_are_no_flag() {
        assertThat(holding(new Value.Bool(false)).flag("k")).isFalse();
        assertThat(holding(Value.NIL).flag("k")).isFalse();
        assertThat(holding(new Value.Bool(true)).flag("k")).isTrue();
    }

    @Test
    void an_empty_table_is_an_empty_list_and_an_empty_map() {
        for (Value empty : List.of(new Value.Seq(List.of()), new Value.Table(Map.of()))) {
            assertThat(holding(empty).get("k")).contains(List.of());
            assertThat(holding(empty).list("k")).contains(List.of());
            assertThat(holding(empty).map("k")).contains(Map.of());
        }
    }

    @Test
    void a_list_with_a_gap_is_a_list() {
        Value gapped = new Value.Table(Map.of("1", Value.text("a"), "3", Value.text("c")));
        assertThat(holding(gapped).list("k").orElseThrow()).containsExactly("a", null, "c");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void what_lua_would_change_is_refused(Protocol protocol) {
        ScriptedChannel channel = ScriptedChannel.access(protocol);
        RequestContext shared = KongCalls.over(channel).ctx().shared();
        List<Object> withNull = new ArrayList<>();
        withNull.add(null);
        for (Object value : List.of(Double.NaN, Double.NEGATIVE_INFINITY, (1L << 53) + 1, withNull, nested(51), this)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shared.set("k", value))
                    .withMessageStartingWith("kong.ctx.shared.set: value");
        }
        assertThat(channel.isUntouched()).isTrue();
        shared.set("k", nested(50));
        shared.set("k", Map.of("a", List.of(1, 2.5, "b", true)));
        assertThat(channel.calls()).hasSize(2);
    }

    @Test
    void false_would_end_a_list_in_protobuf_and_is_refused_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KongCalls.over(ScriptedChannel.access(Protocol.PROTOBUF))
                        .ctx()
                        .shared()
                        .set("k", List.of(true, false)))
                .withMessageContaining("value[1] is false");
    }

    @Test
    void a_value_is_removed_by_sending_none() {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF);
        KongCalls.over(channel).ctx().shared().remove("k");
        assertThat(channel.last().arguments()).containsExactly(Value.text("k"));
    }

    private static Object nested(int depth) {
        Object value = "x";
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static RequestContext holding(Value value) {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.MSGPACK).answering(PdkFunction.CTX_SHARED_GET, value);
        return KongCalls.over(channel).ctx().shared();
    }
}
