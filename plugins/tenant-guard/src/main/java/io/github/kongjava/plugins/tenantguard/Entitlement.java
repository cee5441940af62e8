package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.plugins.tenantguard.config.Limit;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant may do.
 *
 * @param registered whether it is in the registry
 * @param suspended whether its requests are refused
 * @param limits it has
 * @param rules of these limits
 * @param bounds of requests at once
 * @param upstream where its requests go
 * @param target where its requests go
 */
record Entitlement(
        boolean registered,
        boolean suspended,
        List<Limit> limits,
        List<Rule> rules,
        Concurrency.Bounds bounds,
        Optional<String> upstream,
        Optional<Target> target) {}
