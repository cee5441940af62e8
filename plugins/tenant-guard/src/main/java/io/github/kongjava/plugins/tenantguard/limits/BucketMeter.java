package io.github.kongjava.plugins.tenantguard.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A token bucket that is full at first. */
final class BucketMeter implements Meter {

    /** Shows the bucket the time that the account has. It stands still when the clock is set back, and goes on from there. */
    private static final class Time implements TimeMeter {

        private long nanos;
        private long last = Long.MAX_VALUE;

        void set(long millis) {
            nanos += TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis - last));
            last = millis;
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final Rule rule;
    private final Time time = new Time();
    private final Bucket bucket;

    BucketMeter(Rule rule) {
        this.rule = rule;
        bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(rule.requests())
                        .refillGreedy(rule.requests(), Duration.ofMillis(rule.windowMillis()))
                        .build())
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    @Override
    public Standing look(long now) {
        time.set(now);
        long remaining = bucket.getAvailableTokens();
        double missing = rule.requests() - remaining;
        if (missing <= 0) {
            return new Standing(remaining, 0, 0);
        }
        long more = millis(bucket.estimateAbilityToConsume(remaining + 1).getNanosToWaitForRefill());
        return new Standing(remaining, more, (long) Math.ceil(missing / rule.requests() * rule.windowMillis()));
    }

    private static long millis(long nanos) {
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    @Override
    public void take(long now) {
        time.set(now);
        if (!bucket.tryConsume(1)) {
            throw new IllegalStateException("taken from an empty bucket");
        }
    }
}
