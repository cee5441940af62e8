package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;
import java.util.Optional;

/**
 * A request that wants to pass.
 *
 * @param account the name by which the tenant is counted
 * @param registered whether an operator has named that tenant
 * @param own the limits of that tenant
 * @param overall those of all tenants together
 * @param fairness of the latter; without it who comes first has them
 */
public record Ask(
        String account, boolean registered, List<Rule> own, List<Rule> overall, Optional<Fairness> fairness) {}
