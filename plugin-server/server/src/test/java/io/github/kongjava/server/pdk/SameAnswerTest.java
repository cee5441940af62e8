package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.server.protocol.PdkFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same request, function and phase give the same Java value in both protocols, but for what is listed here. */
class SameAnswerTest {

    private static final List<RecordedCall> PROTO_BUF = RecordedCall.of(Protocol.PROTOBUF);

    /** What differs from run to run: ports, times, counts, ids and figures of memory. */
    private static final Set<PdkFunction> VOLATILE = EnumSet.of(
            PdkFunction.CLIENT_GET_PORT,
            PdkFunction.CLIENT_GET_FORWARDED_PORT,
            PdkFunction.NODE_GET_ID,
            PdkFunction.NODE_GET_MEMORY_STATS,
            PdkFunction.NGINX_GET_VAR,
            PdkFunction.NGINX_GET_CTX,
            PdkFunction.NGINX_REQ_START_TIME,
            PdkFunction.LOG_SERIALIZE);

    private static final Set<String> VOLATILE_HEADERS =
            Set.of("x-kong-request-id", "x-kong-proxy-latency", "x-kong-upstream-latency", "x-kong-response-latency");

    /** What ProtoBuf cannot tell, as its Javadoc says, by what is recorded. */
    private static final Set<String> UNTOLD = Set.of(
            // the headers of a route
            "access rich kong.router.get_route []",
            "response rich kong.router.get_route []",
            "log rich kong.router.get_route []",
            // the consumer of a credential
            "access auth-alice kong.client.get_credential []",
            "response auth-alice kong.client.get_credential []",
            "log auth-alice kong.client.get_credential []",
            "access auth-carol kong.client.get_credential []",
            // a limit, as the order of headers is any
            "response get kong.response.get_headers [1]",
            // groups behind one that is missing
            "access captures-unnamed kong.request.get_uri_captures []",
            "response captures-unnamed kong.request.get_uri_captures []",
            "log captures-unnamed kong.request.get_uri_captures []");

    /** What Java never sends in ProtoBuf (nil), or what is lost there as its Javadoc says (false). */
    private static final Set<String> LOST_IN_CONTEXT = Set.of("pb-0330", "pb-0332", "pb-0338", "pb-0340");

    @Test
    void both_protocols_give_equal_values() {
        Map<String, Deque<RecordedCall>> packed = new HashMap<>();
        for (RecordedCall call : RecordedCall.of(Protocol.MSGPACK)) {
            packed.computeIfAbsent(call.key(), key -> new ArrayDeque<>()).add(call);
        }
        List<String> faults = new ArrayList<>();
        int compared = 0;
        for (RecordedCall call : PROTO_BUF) {
            RecordedCall other =
                    packed.getOrDefault(call.key(), new ArrayDeque<>()).poll();
            if (other != null && isComparable(call) && isComparable(other)) {
                compared++;
                String protoBuf = said(call);
                String msgPack = said(other);
                if (!protoBuf.equals(msgPack)) {
                    faults.add(call + " is " + protoBuf + " but in MsgPack " + msgPack);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    private static boolean isComparable(RecordedCall call) {
        return call.isAnswered()
                && call.isComplete()
                && !VOLATILE.contains(call.function())
                && !UNTOLD.contains(call.key())
                && !LOST_IN_CONTEXT.contains(call.line().get("id").asText());
    }

    /** In ProtoBuf, Java asks for the whole query instead of one argument; it was recorded for each request as well. */
    private static ScriptedChannel channel(RecordedCall call) {
        ScriptedChannel channel = call.channel();
        if (call.function() != PdkFunction.REQUEST_GET_QUERY_ARG) {
            return channel;
        }
        String query =
                call.phase().kongName() + " " + call.line().get("request").asText() + " kong.request.get_query [100]";
        PROTO_BUF.stream()
                .filter(other -> other.key().equals(query) && other.isAnswered())
                .forEach(other -> channel.answering(PdkFunction.REQUEST_GET_QUERY, other.reply()));
        return channel;
    }

    /** The value as text, without times and ids of requests; for a call that is refused, its exception. */
    private static String said(RecordedCall call) {
        try {
            return text(new JavaCalls(channel(call), call.arguments()).call(call.function()))
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                    .replaceAll("[0-9a-f]{32}", "<request id>");
        } catch (RuntimeException e) {
            return String.valueOf(e);
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Headers headers) {
            Map<String, List<String>> values = new TreeMap<>(headers.asMap());
            values.keySet().removeAll(VOLATILE_HEADERS);
            return values.toString();
        }
        if (value instanceof Query query) {
            Map<String, String> arguments = new TreeMap<>();
            query.names().forEach(name -> arguments.put(name, query.all(name) + " " + query.isFlag(name)));
            return arguments.toString();
        }
        return String.valueOf(value);
    }
}
