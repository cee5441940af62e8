package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.config.Limit;
import io.github.kongjava.plugins.tenantguard.config.Plan;
import io.github.kongjava.plugins.tenantguard.config.Tenant;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.Fairness;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The tenants of a configuration. Immutable, thread safe. */
final class Registry {

    private final Config config;
    private final Optional<Fairness> fairness;
    private final Map<String, Plan> plans = new HashMap<>();
    private final Map<String, Entitlement> tenants = new HashMap<>();
    private final Optional<Entitlement> others;

    /**
     * Of a configuration.
     *
     * @throws IllegalArgumentException if names are there twice, or missing; the message names the field
     */
    Registry(Config config) {
        this.config = config;
        fairness = config.overall().fairShares()
                ? Optional.of(new Fairness(config.overall().reserve(), most(config)))
                : Optional.empty();
        for (Plan plan : config.plans()) {
            require(plans.put(plan.name(), plan) == null, "plans: has \"" + plan.name() + "\" twice");
            distinct("plans: \"" + plan.name() + "\": limits", plan.limits());
        }
        distinct("overall.limits", config.overall().limits());
        Optional<Plan> common = config.defaultPlan().map(name -> plan("default_plan", name));
        for (Tenant tenant : config.tenants()) {
            require(
                    tenants.put(tenant.name(), entitlement(tenant, common)) == null,
                    "tenants: has \"" + tenant.name() + "\" twice");
            require(
                    tenant.name().length() <= config.maxLength(),
                    "max_length: is less than that of tenant \"" + tenant.name() + "\"");
        }
        others = config.allowUnknown()
                ? Optional.of(entitlement(limits(common), common.flatMap(Plan::concurrent)))
                : Optional.empty();
        config.defaultTenant()
                .ifPresent(
                        name -> require(of(name).isPresent(), "default_tenant: \"" + name + "\" is not among tenants"));
        config.allowedTargets().forEach(text -> named("allowed_targets", text));
    }

    private static int most(Config config) {
        long known =
                config.tenants().stream().filter(tenant -> !tenant.suspended()).count();
        return config.allowUnknown() ? Integer.MAX_VALUE : Math.toIntExact(known);
    }

    /** What a tenant may do; empty if it is not known, and such tenants may not pass. */
    Optional<Entitlement> of(String tenant) {
        Entitlement known = tenants.get(tenant);
        return known == null ? others : Optional.of(known);
    }

    private Entitlement entitlement(Tenant tenant, Optional<Plan> common) {
        String field = "tenants: \"" + tenant.name() + "\": ";
        Optional<Plan> plan =
                tenant.plan().map(name -> plan(field + "plan", name)).or(() -> common);
        require(
                tenant.upstream().isEmpty() || tenant.target().isEmpty(),
                field + "has both upstream and target; give one");
        tenant.target()
                .ifPresent(text ->
                        require(config.allowedTargets().contains(text), field + "target is not among allowed_targets"));
        tenant.limits().ifPresent(limits -> distinct(field + "limits", limits));
        Entitlement limited = entitlement(
                tenant.limits().orElseGet(() -> limits(plan)),
                tenant.concurrent().or(() -> plan.flatMap(Plan::concurrent)));
        return new Entitlement(
                true,
                tenant.suspended(),
                limited.limits(),
                limited.rules(),
                limited.bounds(),
                tenant.upstream(),
                tenant.target().map(text -> named(field + "target", text)));
    }

    private Entitlement entitlement(List<Limit> limits, Optional<Integer> concurrent) {
        Concurrency.Bounds bounds =
                new Concurrency.Bounds(whole(concurrent), whole(config.overall().concurrent()), fairness);
        List<Rule> rules = limits.stream().map(Rule::of).toList();
        return new Entitlement(false, false, limits, rules, bounds, Optional.empty(), Optional.empty());
    }

    /** Clients tell limits by their names, and equal ones would be counted twice in one account. */
    private static void distinct(String field, List<Limit> limits) {
        Set<String> names = new HashSet<>();
        Set<Rule> rules = new HashSet<>();
        for (Limit limit : limits) {
            require(rules.add(Rule.of(limit)), field + ": two are the same");
            require(names.add(limit.shownName()), field + ": two have the name \"" + limit.shownName() + "\"");
        }
    }

    private static OptionalInt whole(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static List<Limit> limits(Optional<Plan> plan) {
        return plan.map(Plan::limits).orElse(List.of());
    }

    private Plan plan(String field, String name) {
        Plan plan = plans.get(name);
        if (plan == null) {
            throw new IllegalArgumentException(field + ": there is no plan \"" + name + "\"");
        }
        return plan;
    }

    private static Target named(String field, String text) {
        try {
            return Target.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
