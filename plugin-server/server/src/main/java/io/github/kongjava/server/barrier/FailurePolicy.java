package io.github.kongjava.server.barrier;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the client gets when a plugin fails, prepared beforehand: when memory is short, nothing must be allocated for it.
 * Immutable.
 */
public final class FailurePolicy {

    private static final byte[] BODY =
            "{\"message\":\"An unexpected error occurred\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] BUSY_BODY =
            "{\"message\":\"Service unavailable\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int BUSY_STATUS = 503;

    private final int status;
    private final boolean pass;
    private final Map<Phase, Verdict> failed = new EnumMap<>(Phase.class);
    private final Map<Phase, Verdict> busy = new EnumMap<>(Phase.class);

    /**
     * With what {@link io.github.kongjava.pdk.OnFailure} says.
     *
     * @param status from 400 to 599
     * @param pass whether the request passes on instead
     */
    public FailurePolicy(int status, boolean pass) {
        this.status = status;
        this.pass = pass;
        for (Phase phase : Phase.values()) {
            failed.put(phase, pass ? Verdict.END : refusal(phase, status, BODY));
            busy.put(phase, pass ? Verdict.END : refusal(phase, BUSY_STATUS, BUSY_BODY));
        }
    }

    private static Verdict refusal(Phase phase, int status, byte[] body) {
        if (!PdkFunction.RESPONSE_EXIT.allowedIn(phase)) {
            return Verdict.END;
        }
        Value headers = new Value.Table(Map.of("Content-Type", Value.text("application/json; charset=utf-8")));
        List<Value> arguments = phase == Phase.PREREAD
                ? List.of(new Value.Whole(status), Value.text(""))
                : List.of(new Value.Whole(status), new Value.Text(body), headers);
        return new Verdict.Exit(new PdkCall(PdkFunction.RESPONSE_EXIT, arguments));
    }

    /** The end of a phase that failed: Kong's error document with the status, where the phase can answer at all. */
    public Verdict failed(Phase phase) {
        return Optional.ofNullable(failed.get(phase)).orElse(Verdict.END);
    }

    /** The end of a phase that was not begun, as the server or the plugin has too much to do: 503. */
    public Verdict busy(Phase phase) {
        return Optional.ofNullable(busy.get(phase)).orElse(Verdict.END);
    }

    @Override
    public String toString() {
        return pass ? "pass" : "answer " + status;
    }
}
