package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.limits.Strangers;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What configurations of one name count together.
 *
 * @param strangers the names of those that no operator has named
 * @param rates over time
 * @param concurrency at once
 */
record Namespace(Strangers strangers, LocalRates rates, Concurrency concurrency) {

    /** As long as a month's quota lasts. */
    static final Duration UNUSED = Duration.ofDays(32);

    /**
     * Where nothing has been counted.
     *
     * @param epoch milliseconds of the epoch
     * @param monotonic milliseconds that never go back
     */
    Namespace(LongSupplier epoch, LongSupplier monotonic) {
        this(new Strangers(), new LocalRates(epoch), new Concurrency(monotonic));
    }
}
