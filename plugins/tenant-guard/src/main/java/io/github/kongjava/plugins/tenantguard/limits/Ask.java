package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;

/**
 * A request that wants to pass.
 *
 * @param tenant whose it is
 * @param registered whether an operator has named that tenant
 * @param own the limits of that tenant
 * @param overall those of all tenants together
 */
public record Ask(String tenant, boolean registered, List<Rule> own, List<Rule> overall) {}
