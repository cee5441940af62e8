package io.github.kongjava.server.event;

import io.github.kongjava.server.barrier.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How events ended that passed their deadline while they waited for Kong. Kong may still send the step that they waited for;
 * answering it with a regular end would let a request pass that the plugin never judged. Thread safe.
 */
final class Abandoned {

    /** At 2,000 such events in a minute, the time Kong itself waits, this holds five minutes' worth. */
    private static final int REMEMBERED = 10_000;

    private final Map<Long, Verdict> verdicts = new LinkedHashMap<>();

    synchronized void remember(long event, Verdict verdict) {
        verdicts.put(event, verdict);
        if (verdicts.size() > REMEMBERED) {
            verdicts.remove(verdicts.keySet().iterator().next());
        }
    }

    /** How the event ends; regularly if it is not remembered. */
    synchronized Verdict verdict(long event) {
        Verdict verdict = verdicts.remove(event);
        return verdict == null ? Verdict.END : verdict;
    }
}
