package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.BodyUnavailableException;
import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call that was recorded from a real Kong, made by its Java method. */
class RecordedPdkTest {

    /** Arguments that Kong takes and Java refuses: injected lines, a name that is none, what is silently changed. */
    private static final Set<String> REFUSED = Set.of(
            "kong.response.set_header [\"\",\"x\"]",
            "kong.response.set_header [\"X-Crlf\",\"a\\r\\nb\"]",
            "kong.service.request.set_query [{\"o\":{\"p\":1}}]",
            "kong.ctx.shared.set [\"probe_v\",[1,\"a\",null,2]]",
            "kong.nginx.set_ctx [\"probe_v\",[1,\"a\",null,2]]");

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_recorded_call_is_what_its_java_method_sends(Protocol protocol) {
        List<String> faults = new ArrayList<>();
        int checked = 0;
        for (RecordedCall recorded : RecordedCall.of(protocol)) {
            if (recorded.isAnswered() && !isMadeOtherwise(recorded)) {
                ScriptedChannel channel = recorded.channel();
                if (outcome(recorded, channel) instanceof Returned && !isRefused(recorded)) {
                    checked++;
                    checkCall(recorded, channel, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(checked).isGreaterThan(700);
    }

    private static void checkCall(RecordedCall recorded, ScriptedChannel channel, List<String> faults) {
        Sent sent = Sent.of(channel.last());
        Sent expected = Sent.of(recorded.function(), recorded.arguments());
        if (!sent.equals(expected)) {
            faults.add(recorded + " was sent as " + sent);
        }
    }

    @Test
    void every_function_of_the_pdk_has_a_java_method() {
        Set<PdkFunction> missing = EnumSet.allOf(PdkFunction.class);
        for (RecordedCall recorded : RecordedCall.of(Protocol.MSGPACK)) {
            if (!(outcome(recorded, recorded.channel()) instanceof NotInJava)) {
                missing.remove(recorded.function());
            }
        }
        // emerg was not recorded, and get_body never with all three arguments, as Java sends them.
        assertThat(missing).containsExactlyInAnyOrder(PdkFunction.LOG_EMERG, PdkFunction.REQUEST_GET_BODY);
    }

    @Test
    void a_decoded_body_is_asked_for_with_its_type_so_that_files_are_read_too() {
        ScriptedChannel channel = ScriptedChannel.access(Protocol.MSGPACK)
                .answering(PdkFunction.REQUEST_GET_HEADER, Value.text("application/json"))
                .answering(PdkFunction.REQUEST_GET_BODY, new Value.Seq(List.of(new Value.Whole(1))));
        assertThat(KongCalls.over(channel).request().body()).contains(List.of(1L));
        assertThat(channel.last().arguments())
                .containsExactly(Value.text("application/json"), new Value.Whole(100), new Value.Whole(0));
        KongCalls.over(channel).log().emerg("the end");
        assertThat(channel.last().function()).isEqualTo(PdkFunction.LOG_EMERG);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_recorded_reply_is_a_java_value(Protocol protocol) {
        List<String> faults = new ArrayList<>();
        for (RecordedCall recorded : RecordedCall.of(protocol)) {
            if (recorded.isAnswered() && recorded.isComplete() && !isRefused(recorded) && !isInFile(recorded)) {
                Outcome outcome = outcome(recorded, recorded.channel());
                if (outcome instanceof Threw threw && !isMadeOtherwise(recorded)) {
                    faults.add(recorded + " throws " + threw.thrown());
                } else if (outcome instanceof Returned returned && !isMadeOtherwise(recorded)) {
                    Meaning.fault(returned.value(), recorded.reply())
                            .ifPresent(fault -> faults.add(recorded + ": " + fault));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void what_throws_in_kong_is_refused_before_anything_is_sent(Protocol protocol) {
        List<String> faults = new ArrayList<>();
        int checked = 0;
        for (RecordedCall recorded : RecordedCall.of(protocol)) {
            if (!recorded.isAnswered() && !recorded.kongLog().isEmpty() && !isMadeOtherwise(recorded)) {
                ScriptedChannel channel = recorded.channel();
                Outcome outcome = outcome(recorded, channel);
                if (!(outcome instanceof NotInJava)) {
                    checked++;
                    if (!(outcome instanceof Threw) || !channel.isUntouched()) {
                        faults.add(recorded + " was sent, but Kong says: " + recorded.kongLog());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(checked).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void an_exit_that_kong_takes_ends_the_phase(Protocol protocol) {
        List<String> faults = new ArrayList<>();
        for (RecordedCall recorded : RecordedCall.of(protocol)) {
            if (!recorded.isAnswered() && recorded.kongLog().isEmpty() && !hasTableAsMessage(recorded)) {
                ScriptedChannel channel = recorded.channel();
                if (!(outcome(recorded, channel) instanceof Threw threw)
                        || !(threw.thrown() instanceof ExitException)) {
                    faults.add(recorded + " did not exit");
                } else {
                    checkCall(recorded, channel, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private sealed interface Outcome {}

    private record Returned(@Nullable Object value) implements Outcome {}

    private record Threw(RuntimeException thrown) implements Outcome {}

    private record NotInJava() implements Outcome {}

    private static Outcome outcome(RecordedCall recorded, ScriptedChannel channel) {
        try {
            return new Returned(new JavaCalls(channel, recorded.arguments()).call(recorded.function()));
        } catch (JavaCalls.NoSuchCall e) {
            return new NotInJava();
        } catch (RuntimeException e) {
            return new Threw(e);
        }
    }

    private static boolean isRefused(RecordedCall recorded) {
        return REFUSED.contains(
                        recorded.function().path() + " " + recorded.line().get("args"))
                || (recorded.phase() == Phase.LOG && isRefusedInLog(recorded));
    }

    /** What works in log with some recorded requests only, or where Kong has saved all headers and ignores the limit. */
    private static boolean isRefusedInLog(RecordedCall recorded) {
        return switch (recorded.function()) {
            case CLIENT_GET_PROTOCOL,
                    SERVICE_RESPONSE_GET_STATUS,
                    SERVICE_RESPONSE_GET_HEADER,
                    SERVICE_RESPONSE_GET_HEADERS,
                    SERVICE_RESPONSE_GET_RAW_BODY,
                    SERVICE_RESPONSE_GET_BODY -> true;
            case REQUEST_GET_HEADERS, RESPONSE_GET_HEADERS ->
                recorded.arguments().stream().anyMatch(RecordedPdkTest::isNoLimit);
            default -> false;
        };
    }

    private static boolean isNoLimit(Value argument) {
        return argument instanceof Value.Whole max && (max.value() < 1 || max.value() > 1000);
    }

    /** What Java asks in another way than the recording, with tests of its own. */
    private static boolean isMadeOtherwise(RecordedCall recorded) {
        boolean protoBuf = recorded.protocol() == Protocol.PROTOBUF;
        boolean given = !recorded.arguments().isEmpty();
        return switch (recorded.function()) {
            case REQUEST_GET_QUERY_ARG -> protoBuf;
            case SERVICE_RESPONSE_GET_HEADERS -> recorded.phase() == Phase.RESPONSE;
            case REQUEST_GET_RAW_BODY -> !protoBuf && !recorded.arguments().equals(List.of(new Value.Whole(0)));
            case NODE_GET_MEMORY_STATS -> given;
            case ROUTER_GET_ROUTE -> protoBuf && recorded.phase() == Phase.LOG && !recorded.isAnswered();
            case LOG_ERR -> given && recorded.arguments().get(0) instanceof Value.Text text && text.bytes()[0] == 'c';
            case LOG_DEPRECATION, LOG_INSPECT -> recorded.arguments().size() > 1;
            default -> false;
        };
    }

    private static boolean isInFile(RecordedCall recorded) {
        return recorded.function() == PdkFunction.REQUEST_GET_RAW_BODY
                && outcome(recorded, recorded.channel()) instanceof Threw threw
                && threw.thrown() instanceof BodyUnavailableException;
    }

    private static boolean hasTableAsMessage(RecordedCall recorded) {
        return recorded.arguments().size() > 1 && recorded.arguments().get(1) instanceof Value.Table;
    }
}
