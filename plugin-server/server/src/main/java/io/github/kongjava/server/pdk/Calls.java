package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.BodyOverLimitException;
import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.IllegalPhaseException;
import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.pdk.MsgPackOnlyException;
import io.github.kongjava.pdk.PdkException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Limits;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** PDK calls that are known to be allowed, and their answers as Java values. */
final class Calls {

    private static final Set<PdkFunction> BODIES = EnumSet.of(
            PdkFunction.REQUEST_GET_RAW_BODY,
            PdkFunction.REQUEST_GET_BODY,
            PdkFunction.SERVICE_RESPONSE_GET_RAW_BODY,
            PdkFunction.SERVICE_RESPONSE_GET_BODY);

    private final PdkChannel channel;

    Calls(PdkChannel channel) {
        this.channel = channel;
    }

    boolean inProtoBuf() {
        return channel.protocol() == Protocol.PROTOBUF;
    }

    boolean in(Phase phase) {
        return channel.phase() == phase;
    }

    Protocol protocol() {
        return channel.protocol();
    }

    /** Calls the function if it may be called now, and gives Kong's answer. */
    Value answer(PdkFunction function, Value... arguments) {
        allow(function);
        Value answer = channel.call(new PdkCall(function, List.of(arguments)));
        if (answer instanceof Value.TooLarge) {
            throw tooLarge(function);
        }
        return answer;
    }

    private static PdkException tooLarge(PdkFunction function) {
        String message =
                function.path() + ": Kong's answer goes over what this server takes (" + (Limits.MESSAGE_BYTES >> 20)
                        + " MiB, " + Limits.VALUES + " values, " + Limits.VALUE_DEPTH + " levels) and was not kept";
        return BODIES.contains(function) ? new BodyOverLimitException(message) : new KongAnswerException(message);
    }

    /** Calls a function that answers nothing. */
    void run(PdkFunction function, Value... arguments) {
        answer(function, arguments);
    }

    /** Calls a function that says whether it could, and which answers nothing at all if it could not. */
    boolean bool(PdkFunction function, Value... arguments) {
        return Replies.bool(function, answer(function, arguments));
    }

    String text(PdkFunction function, Value... arguments) {
        return Replies.text(function, answer(function, arguments));
    }

    /** A text that may be missing; "" counts as missing, as ProtoBuf does not tell them apart. */
    Optional<String> optionalText(PdkFunction function, Value... arguments) {
        return Replies.octets(function, answer(function, arguments)).map(Value::string);
    }

    /** Like {@link #optionalText}, but the bytes. */
    Optional<byte[]> optionalBytes(PdkFunction function, Value... arguments) {
        return Replies.octets(function, answer(function, arguments));
    }

    int whole(PdkFunction function, Value... arguments) {
        return Replies.integer(function, answer(function, arguments));
    }

    /** A number that may be missing; 0 counts as missing, as ProtoBuf does not tell them apart. */
    OptionalInt optionalWhole(PdkFunction function, Value... arguments) {
        int number = whole(function, arguments);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    double number(PdkFunction function, Value... arguments) {
        return Replies.number(function, answer(function, arguments));
    }

    /** Ends the phase with a call that Kong never answers. */
    ExitException exit(PdkFunction function, Value... arguments) {
        allow(function);
        throw channel.exit(new PdkCall(function, List.of(arguments)));
    }

    /** Throws unless the function may be called now, by this thread, in this phase, in this protocol. */
    void allow(PdkFunction function) {
        channel.check();
        if (function.msgPackOnly() && inProtoBuf()) {
            throw new MsgPackOnlyException(function.path());
        }
        if (!function.allowedIn(channel.phase())) {
            throw new IllegalPhaseException(illegalPhase(function, channel.phase()));
        }
    }

    private static String illegalPhase(PdkFunction function, Phase phase) {
        String allowed = Arrays.stream(Phase.values())
                .filter(function::allowedIn)
                .map(Phase::kongName)
                .collect(Collectors.joining(", "));
        return function.path() + " does not work in phase " + phase.kongName() + "; it works in " + allowed
                + (phase == Phase.LOG ? " (kong.log.serialize has the facts of the request)" : "");
    }
}
