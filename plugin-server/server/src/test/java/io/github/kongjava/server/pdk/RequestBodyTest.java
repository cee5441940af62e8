package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.BodyOverLimitException;
import io.github.kongjava.pdk.BodyUnavailableException;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of requests, in Kong's answer or in a file of nginx's. */
class RequestBodyTest {

    private static final PdkFunction BODY = PdkFunction.REQUEST_GET_RAW_BODY;

    @TempDir
    Path folder;

    @Test
    void a_body_in_a_file_is_read() throws IOException {
        Path file = Files.write(folder.resolve("0000000001"), new byte[] {1, (byte) 0xff, 0});
        assertThat(inFile(file).request().rawBody()).containsExactly(1, 0xff, 0);
        assertThat(inFile(file).request().rawBody(3)).hasSize(3);
    }

    @Test
    void a_file_over_the_limit_is_not_read() throws IOException {
        Path file = Files.write(folder.resolve("0000000001"), new byte[4]);
        assertThatThrownBy(() -> inFile(file).request().rawBody(3))
                .isInstanceOf(BodyOverLimitException.class)
                .hasMessage("kong.request.get_raw_body: the body has 4 bytes, over the limit of 3");
    }

    @Test
    void a_file_that_cannot_be_read_is_named_with_what_to_do() {
        assertThatThrownBy(() -> inFile(folder.resolve("gone")).request().rawBody())
                .isExactlyInstanceOf(BodyUnavailableException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("client_body_buffer_size");
    }

    @Test
    void kongs_own_error_is_passed_on() {
        Value error = new Value.Table(Map.of("error", Value.text("no memory")));
        ScriptedChannel channel = ScriptedChannel.access(Protocol.PROTOBUF).answering(BODY, error);
        assertThatThrownBy(() -> KongCalls.over(channel).request().bodyText())
                .isExactlyInstanceOf(BodyUnavailableException.class)
                .hasMessageContaining("no memory");
    }

    @Test
    void in_msgpack_kong_is_asked_for_a_body_of_any_size_since_it_throws_at_a_limit() {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.MSGPACK).answering(BODY, Value.text("hello"));
        assertThat(KongCalls.over(channel).request().bodyText()).isEqualTo("hello");
        assertThat(channel.calls()).hasSize(1);
        assertThat(channel.last().arguments()).containsExactly(new Value.Whole(0));
    }

    @Test
    void in_msgpack_a_body_that_announces_too_much_is_not_asked_for() {
        ScriptedChannel channel =
                ScriptedChannel.access(Protocol.MSGPACK).answering(PdkFunction.REQUEST_GET_HEADER, Value.text("2000"));
        assertThatThrownBy(() -> KongCalls.over(channel).request().rawBody(1999))
                .isInstanceOf(BodyOverLimitException.class);
        assertThat(channel.calls()).extracting(call -> call.function()).containsExactly(PdkFunction.REQUEST_GET_HEADER);
    }

    private static Kong inFile(Path file) {
        Value answer = new Value.Table(Map.of("body_filepath", Value.text(file.toString())));
        return KongCalls.over(ScriptedChannel.access(Protocol.PROTOBUF).answering(BODY, answer));
    }
}
