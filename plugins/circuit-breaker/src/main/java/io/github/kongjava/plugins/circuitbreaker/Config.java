package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.Milliseconds;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of one configured plugin. The descriptions are those that Kong shows.
 *
 * @param scope what has a breaker of its own
 * @param tenantKey where the tenant is, in scope tenant
 * @param mode whether breaker and limit refuse requests
 * @param failures what counts as a failure
 * @param breaker when the breaker opens, and for how long
 * @param concurrency how many requests at once
 * @param answer what the client gets for a refused request
 * @param fallbackUpstream where refused requests go instead
 * @param lease how long a request may take until it is given up
 */
public record Config(
        @Description(
                "What has a breaker of its own: service, route, upstream (by the name that services have as host), host"
                        + " (of the service, with its port), or tenant (each tenant of each service)")
        @DefaultValue("service")
        ScopeKind scope,

        @Description("Key of kong.ctx.shared under which an earlier plugin keeps the tenant, in scope tenant")
        @DefaultValue("tenant")
        @LenMin(1)
        @LenMax(128)
        String tenantKey,

        @Description(
                "normal; open refuses every request; closed refuses none for failures; metrics_only counts and logs but"
                        + " refuses none")
        @DefaultValue("normal")
        Mode mode,

        @Description("What counts as a failure") Failures failures,

        @Description("When the breaker opens, and for how long")
        Breaker breaker,

        @Description("How many requests may be on their way at once")
        Concurrency concurrency,

        @Description("What the client gets for a refused request, with status 503")
        Answer answer,

        @Description("Name of an upstream of Kong to which refused requests go, instead of being answered")
        @Match("^[%w._-]+$")
        Optional<String> fallbackUpstream,

        @Description(
                "Milliseconds after which a request of whose end Kong has said nothing is given up, without counting it")
        @DefaultValue("600000")
        @Between(min = 1000, max = 86_400_000)
        @Milliseconds
        Duration lease) {

    /** What has a breaker of its own. */
    public enum ScopeKind {
        /** A service. */
        SERVICE,
        /** A route. */
        ROUTE,
        /** An upstream of Kong: what services name as their host, whatever the port. */
        UPSTREAM,
        /** A host and port that services name. */
        HOST,
        /** A tenant of a service. */
        TENANT
    }

    /** Whether requests are refused. */
    public enum Mode {
        /** As breaker and limit say. */
        NORMAL,
        /** All of them. */
        OPEN,
        /** None by the breaker. */
        CLOSED,
        /** None; what would be refused is only logged. */
        METRICS_ONLY
    }

    /** Over what the rates are. */
    public enum Window {
        /** The last calls. */
        COUNT,
        /** The calls of the last seconds. */
        TIME
    }

    /**
     * What counts as a failure.
     *
     * @param statuses of the service's answers
     * @param kongErrors whether Kong's own answers for want of one count
     */
    public record Failures(
            @Description("Statuses of the service's answers that are failures")
            @DefaultValue({"500", "502", "503", "504"})
            Set<@Between(min = 400, max = 599) Integer> statuses,

            @Description(
                    "Whether it is a failure when Kong gets no answer: no connection, no name, no healthy target, timeout")
            @DefaultValue("true")
            boolean kongErrors) {}

    /**
     * The breaker. Its state belongs to these settings: changed ones begin anew.
     *
     * @param window over what the rates are
     * @param windowSize how many calls, or seconds
     * @param minimumCalls fewer say nothing
     * @param failureRate from which share of failures it opens
     * @param slowRate from which share of slow calls it opens
     * @param slowAfter what is slow
     * @param openFor how long it stays open
     * @param openGrowth how much longer each time that the trials fail
     * @param openMax how long at most
     * @param openJitter by which share the time varies
     * @param trials how many calls try whether the service is back
     * @param trialsFor how long to wait for them
     */
    public record Breaker(
            @Description("Whether rates are over the last calls (count) or the last seconds (time)")
            @DefaultValue("count")
            Window window,

            @Description("How many calls or seconds the window has")
            @DefaultValue("100")
            @Between(min = 1, max = 10_000)
            int windowSize,

            @Description("How many calls the window must have before the breaker may open")
            @DefaultValue("20")
            @Between(min = 1, max = 1_000_000)
            int minimumCalls,

            @Description("Percentage of failures from which the breaker opens")
            @DefaultValue("50")
            @Between(min = 1, max = 100)
            int failureRate,

            @Description("Percentage of slow calls from which the breaker opens")
            @DefaultValue("100")
            @Between(min = 1, max = 100)
            int slowRate,

            @Description("Milliseconds until the head of the service's answer from which a call is slow")
            @DefaultValue("60000")
            @Between(min = 1, max = 3_600_000)
            @Milliseconds
            Duration slowAfter,

            @Description("Milliseconds for which the breaker stays open")
            @DefaultValue("10000")
            @Between(min = 1, max = 3_600_000)
            @Milliseconds
            Duration openFor,

            @Description("Factor by which the open time grows each time that the trials fail")
            @DefaultValue("2")
            @Between(min = 1, max = 10)
            double openGrowth,

            @Description("Milliseconds beyond which the open time does not grow")
            @DefaultValue("300000")
            @Between(min = 1, max = 3_600_000)
            @Milliseconds
            Duration openMax,

            @Description("Share by which the open time is longer or shorter at random")
            @DefaultValue("0.2")
            @Between(min = 0, max = 0.9)
            double openJitter,

            @Description("How many requests pass after the open time, to try whether the service is back")
            @DefaultValue("5")
            @Between(min = 1, max = 1000)
            int trials,

            @Description(
                    "Milliseconds after which the breaker opens again if trials are still without end; 0 for never")
            @DefaultValue("60000")
            @Between(min = 0, max = 3_600_000)
            @Milliseconds
            Duration trialsFor) {}

    /**
     * How many requests at once.
     *
     * @param max at most, 0 for any number
     * @param adaptive whether the limit follows what the service can do
     * @param adaptiveLatency from which time on the service is taken to have too much
     * @param adaptiveMin how low the limit may get
     */
    public record Concurrency(
            @Description("How many requests may be on their way to the service at once; 0 for any number")
            @DefaultValue("0")
            @Between(min = 0, max = 100_000)
            int max,

            @Description("Whether the limit goes down, from max, while the service fails or is slow")
            @DefaultValue("false")
            boolean adaptive,

            @Description("Milliseconds until the head of the service's answer from which the limit goes down")
            @DefaultValue("1000")
            @Between(min = 1, max = 600_000)
            @Milliseconds
            Duration adaptiveLatency,

            @Description("How low the limit may get") @DefaultValue("5") @Between(min = 1, max = 100_000)
            int adaptiveMin) {}

    /**
     * The answer to refused requests.
     *
     * @param body the body, instead of a problem document
     * @param contentType its media type
     */
    public record Answer(
            @Description("Body for refused requests, instead of a problem document") @LenMax(65_536)
            Optional<String> body,

            @Description("Media type of the body")
            @DefaultValue("text/plain; charset=utf-8")
            @Match("^[%w!#$&^_.+-]+/[%w!#$&^_.+;= \"-]+$")
            String contentType) {}
}
