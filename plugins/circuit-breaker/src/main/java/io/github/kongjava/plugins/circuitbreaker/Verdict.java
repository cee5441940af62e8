package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.pdk.ResponseSource;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a request that has ended says of the service, and how long that took, as Kong's log phase shows it.
 *
 * @param outcome success, failure or neither
 * @param took until the head of the answer
 */
record Verdict(Outcome outcome, Duration took) {

    /** It says nothing. */
    static final Verdict NOTHING = new Verdict(Outcome.NOTHING, Duration.ZERO);

    private static final int CLIENT_GONE = 499;
    private static final Set<Integer> NO_ANSWER = Set.of(502, 503, 504);

    /**
     * That of a request in the log phase.
     *
     * @param sinceAccess how long ago it passed, where Kong does not say
     */
    static Verdict of(Kong kong, Config.Failures failures, Duration sinceAccess) {
        Outcome outcome = outcome(kong, failures);
        if (outcome == Outcome.NOTHING) {
            return NOTHING;
        }
        // Without the time in which the client takes the body: that would be the client's own choice.
        OptionalDouble waited = kong.nginx().ctx().number("KONG_WAITING_TIME");
        Duration took =
                waited.isPresent() ? Duration.ofMillis(Math.max(0, Math.round(waited.getAsDouble()))) : sinceAccess;
        return new Verdict(outcome, took);
    }

    private static Outcome outcome(Kong kong, Config.Failures failures) {
        int status = kong.response().status();
        if (status == CLIENT_GONE) {
            return Outcome.NOTHING;
        }
        ResponseSource source = kong.response().source();
        if (source == ResponseSource.SERVICE) {
            return failures.statuses().contains(status) ? Outcome.FAILURE : Outcome.SUCCESS;
        }
        boolean counts = failures.kongErrors() && NO_ANSWER.contains(status);
        return counts && (source == ResponseSource.ERROR || ofKongItself(kong)) ? Outcome.FAILURE : Outcome.NOTHING;
    }

    /**
     * Whether it was Kong that ended the request for want of an answer, though it calls that an exit like a plugin's: when there is
     * no address or healthy target, and when no answer came that was to be buffered. Plugins exit while their answer is to be
     * delayed, or, in the response phase, when there is a buffered one.
     */
    private static boolean ofKongItself(Kong kong) {
        RequestContext ctx = kong.nginx().ctx();
        return !ctx.flag("delay_response") && ctx.whole("buffered_status").isEmpty();
    }
}
