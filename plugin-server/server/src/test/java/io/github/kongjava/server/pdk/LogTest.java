package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kongjava.pdk.Log;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and values for Kong's log. */
class LogTest {

    private final ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF);
    private final Log log = KongCalls.over(channel).log();

    @Test
    void the_parts_of_a_message_are_one_text() {
        log.info("took ", 12, " ms, ok: ", false);
        assertThat(channel.last().arguments()).containsExactly(Value.text("took 12 ms, ok: false"));
    }

    @Test
    void a_line_cannot_be_forged() {
        log.err("user ", "x\n[error] all is lost\u001b[2K");
        assertThat(channel.last().arguments()).containsExactly(Value.text("user x\\n[error] all is lost\\u001b[2K"));
    }

    @Test
    void a_message_has_at_least_one_part() {
        assertThatIllegalArgumentException().isThrownBy(log::info).withMessage("kong.log.info: message is missing");
        assertThat(channel.isUntouched()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"request.method.x", "client_ip.a", "upstream_uri.a.b"})
    void a_value_that_would_make_serialize_fail_is_refused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.setSerializeValue(key, 1))
                .withMessageContaining("which is no table");
        assertThat(channel.isUntouched()).isTrue();
    }

    @Test
    void kongs_tables_are_replaced_by_tables_only() {
        assertThatIllegalArgumentException().isThrownBy(() -> log.setSerializeValue("request", "x"));
        log.setSerializeValue("request", Map.of());
        log.setSerializeValue("request.headers.x-user", "me");
        log.setSerializeValue("mine.a.b", 1);
        log.clearSerializeValue("request.headers");
        assertThat(channel.calls()).hasSize(4);
    }
}
