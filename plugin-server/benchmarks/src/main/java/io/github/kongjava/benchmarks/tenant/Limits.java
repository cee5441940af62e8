package io.github.kongjava.benchmarks.tenant;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Fairness;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import java.util.List;
import java.util.Optional;

/** What is asked for: limits that nobody uses up. */
final class Limits {

    static final int TENANTS = 100;
    static final Fairness FAIR = new Fairness(50, Integer.MAX_VALUE);

    private static final int REQUESTS = 1_000_000_000;
    private static final List<Rule> ONE = List.of(new Rule(Kind.TOKEN_BUCKET, REQUESTS, 60_000));
    private static final List<Rule> THREE = List.of(
            new Rule(Kind.TOKEN_BUCKET, REQUESTS, 60_000),
            new Rule(Kind.SLIDING_WINDOW, REQUESTS, 3_600_000),
            new Rule(Kind.MONTH, REQUESTS, 0));

    private Limits() {}

    static Ask one() {
        return new Ask("acme", true, ONE, List.of(), Optional.empty());
    }

    static Ask three() {
        return new Ask("acme", true, THREE, List.of(), Optional.empty());
    }

    /** One of its own, and a share of one for all tenants. */
    static Ask shared(int tenant) {
        return new Ask("tenant-" + tenant, true, ONE, ONE, Optional.of(FAIR));
    }
}
