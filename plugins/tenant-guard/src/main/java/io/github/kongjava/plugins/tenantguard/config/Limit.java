package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * So many requests in so much time.
 *
 * @param name what clients know it by
 * @param kind how it is counted
 * @param requests how many
 * @param window in which time, for token buckets and sliding windows
 */
public record Limit(
        @Description("Name in RateLimit-Policy; by default that of the kind, with the window such as sliding_window-60")
        @LenMin(1)
        @LenMax(32)
        @Match("^[%w_-]+$")
        Optional<String> name,

        @Description(
                "sliding_window looks back from each request; token_bucket refills steadily, also while it is used; day"
                        + " and month are quotas that begin anew at midnight UTC")
        @DefaultValue("sliding_window")
        Kind kind,

        @Description("How many requests") @Between(min = 1, max = 1_000_000_000)
        int requests,

        @Description("Seconds of a token_bucket or sliding_window")
        @DefaultValue("60")
        @Between(min = 1, max = 31_536_000)
        Duration window) {

    /** How a limit is counted. */
    public enum Kind {
        /** Refills steadily, and may be used up at once: in one window up to twice as many may pass. */
        TOKEN_BUCKET,
        /** Looks back from each request. */
        SLIDING_WINDOW,
        /** A quota for each day of UTC. */
        DAY,
        /** A quota for each month of UTC. */
        MONTH
    }

    /** What clients know it by. */
    public String shownName() {
        String common = kind.name().toLowerCase(Locale.ROOT);
        boolean windowed = kind == Kind.TOKEN_BUCKET || kind == Kind.SLIDING_WINDOW;
        return name.orElseGet(() -> windowed ? common + "-" + window.toSeconds() : common);
    }
}
