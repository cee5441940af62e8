package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A channel in memory: it answers each function with what it was told, nil by default, and keeps all calls. */
final class ScriptedChannel implements PdkChannel {

    private final Phase phase;
    private final Protocol protocol;
    private final Map<PdkFunction, Value> answers = new EnumMap<>(PdkFunction.class);
    private final List<PdkCall> calls = new ArrayList<>();
    private Optional<PdkCall> exit = Optional.empty();

    ScriptedChannel(Phase phase, Protocol protocol) {
        this.phase = phase;
        this.protocol = protocol;
    }

    static ScriptedChannel access(Protocol protocol) {
        return new ScriptedChannel(Phase.ACCESS, protocol);
    }

    ScriptedChannel answering(PdkFunction function, Value answer) {
        answers.put(function, answer);
        return this;
    }

    /** The calls that Kong answers, in their order. */
    List<PdkCall> calls() {
        return calls;
    }

    Optional<PdkCall> exitCall() {
        return exit;
    }

    /** The last call, answered or not. */
    PdkCall last() {
        return exit.orElseGet(() -> calls.get(calls.size() - 1));
    }

    boolean isUntouched() {
        return calls.isEmpty() && exit.isEmpty();
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public void check() {
        if (exit.isPresent()) {
            throw new ExitException("exited");
        }
    }

    @Override
    public Value call(PdkCall call) {
        check();
        calls.add(call);
        return answers.getOrDefault(call.function(), Value.NIL);
    }

    @Override
    public ExitException exit(PdkCall call) {
        check();
        exit = Optional.of(call);
        throw new ExitException("exited");
    }
}
