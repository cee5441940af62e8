package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.plugins.tenantguard.limits.Concurrency;

/**
 * A request on its way that is counted.
 *
 * @param concurrency where
 * @param tenant whose it is
 */
record Guarded(Concurrency concurrency, String tenant) {

    void end() {
        concurrency.end(tenant);
    }
}
