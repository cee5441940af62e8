package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.pdk.ResponseSource;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
        RequestContext ctx = kong.nginx().ctx();
        // With a head, a 499 is somebody's answer.
        if (status == CLIENT_GONE && ctx.number("KONG_HEADER_FILTER_START").isEmpty()) {
            return ctx.number("KONG_BALANCER_ENDED_AT").isPresent() ? Outcome.UNANSWERED : Outcome.NOTHING;
        }
        // Where answers are buffered, a response plugin may have made something else of the service's.
        OptionalLong buffered = ctx.whole("buffered_status");
        if (buffered.isPresent()) {
            return ofService(failures, (int) buffered.getAsLong());
        }
        ResponseSource source = kong.response().source();
        if (source == ResponseSource.SERVICE) {
            return ofService(failures, status);
        }
        boolean exit = source == ResponseSource.EXIT;
        return failures.kongErrors() && isForWantOfAnswer(kong, ctx, exit, status) ? Outcome.FAILURE : Outcome.NOTHING;
    }

    private static Outcome ofService(Config.Failures failures, int status) {
        return failures.statuses().contains(status) ? Outcome.FAILURE : Outcome.SUCCESS;
    }

    /**
     * Whether all plugins had let the request go on, and it was Kong that ended it. It calls that an exit, like a plugin's, when no
     * answer came that was to be buffered, or only a part of one, whatever status that had; and when it looked in vain for an
     * address or a healthy target.
     */
    private static boolean isForWantOfAnswer(Kong kong, RequestContext ctx, boolean exit, int status) {
        if (!ctx.flag("KONG_PROXIED")) {
            return exit && ctx.number("KONG_UPSTREAM_DNS_START").isPresent();
        }
        return exit ? !isOfHeaderFilter(kong, ctx) : NO_ANSWER.contains(status);
    }

    /** A plugin that exits in header_filter leaves its body for later, or has none; Kong's own errors have one, and send it. */
    private static boolean isOfHeaderFilter(Kong kong, RequestContext ctx) {
        return ctx.get("response_body").isPresent()
                || kong.response().header("Content-Length").filter("0"::equals).isPresent();
    }
}
