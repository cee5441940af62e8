package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.Leases;
import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.Rates;
import io.github.kongjava.plugins.tenantguard.limits.RatesUnavailableException;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.redis.RedisRates;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets requests in as long as their tenant and all together may have one more, and out again. Thread safe. */
final class Turnstile {

    /** Where a request's permit is from access to log. */
    static final String PERMIT = "tenant_guard_permit";

    private final Config config;
    private final Kept kept;
    private final Leases<Guarded> leases;
    private final List<Rule> overall;
    private final RateFields fields;

    Turnstile(Config config, Kept kept) {
        this.config = config;
        this.kept = kept;
        leases = kept.leases();
        overall = config.overall().limits().stream().map(Rule::of).toList();
        fields = new RateFields(config.rateHeaders());
        if (config.redis().cluster() && config.redis().database() != 0) {
            throw new IllegalArgumentException("redis.database: a cluster has only 0");
        }
        // Whatever is wrong with its settings is to be said now.
        config.redis().host().ifPresent(host -> kept.redis(config.redis()));
    }

    /** Answers the client if it may not pass. */
    void enter(Kong kong, String tenant, Entitlement entitlement) {
        Namespace namespace = kept.namespace(config.namespace());
        String account =
                entitlement.registered() ? tenant : namespace.strangers().nameOf(tenant);
        Optional<Guarded> place = place(kong, namespace.concurrency(), account, entitlement.bounds());
        try {
            count(kong, namespace, account, entitlement);
        } catch (RuntimeException | Error e) {
            place.ifPresent(Guarded::end);
            throw e;
        }
        place.ifPresent(taken -> keep(kong, taken));
    }

    private Optional<Guarded> place(Kong kong, Concurrency concurrency, String account, Concurrency.Bounds bounds) {
        if (bounds.own().isEmpty() && bounds.overall().isEmpty()) {
            return Optional.empty();
        }
        Concurrency.Begin begin = concurrency.tryBegin(account, bounds);
        if (begin != Concurrency.Begin.BEGUN) {
            leases.sweep(); // places of requests whose end Kong did not tell are free only when somebody looks
            begin = concurrency.tryBegin(account, bounds);
        }
        return switch (begin) {
            case BEGUN -> Optional.of(new Guarded(concurrency, account));
            case TENANT_FULL ->
                throw noPlace(kong, account, Told.places(false, bounds.own().getAsInt()));
            case ALL_FULL ->
                throw noPlace(kong, account, Told.places(true, bounds.overall().getAsInt()));
        };
    }

    private RuntimeException noPlace(Kong kong, String account, Told places) {
        throw refusal(
                kong,
                account,
                "too many requests are on their way",
                List.of(places),
                places.standing().waitMillis());
    }

    private RuntimeException refusal(Kong kong, String account, String detail, List<Told> told, long waitMillis) {
        throw Refusal.usedUp(detail, told, waitMillis, fields.of(told)).exit(kong, account + ": " + detail);
    }

    private void count(Kong kong, Namespace namespace, String account, Entitlement entitlement) {
        if (entitlement.rules().isEmpty() && overall.isEmpty()) {
            return;
        }
        Decision decision;
        try {
            decision = rates(namespace)
                    .take(new Ask(
                            account,
                            entitlement.registered(),
                            entitlement.rules(),
                            overall,
                            entitlement.bounds().fairness()));
        } catch (RatesUnavailableException e) {
            throw new Refusal(503, String.valueOf(e.getMessage())).exit(kong);
        }
        List<Told> own = Told.own(entitlement.limits(), decision.own());
        if (!decision.allowed()) {
            String who = own.stream().anyMatch(Told::isUsedUp) ? "the tenant has" : "all tenants together have";
            List<Told> all = Told.usedUp(config.overall().limits(), decision.overall());
            List<Told> told = Stream.concat(own.stream(), all.stream()).toList();
            throw refusal(kong, account, who + " used what is allowed", told, decision.waitMillis());
        }
        Headers told = fields.of(own);
        if (!told.isEmpty()) {
            kong.response().setHeaders(told);
        }
    }

    private Rates rates(Namespace namespace) {
        return config.redis().host().isEmpty()
                ? namespace.rates()
                : new RedisRates(kept.redis(config.redis()), config.redis(), config.namespace(), namespace.rates());
    }

    private void keep(Kong kong, Guarded taken) {
        String id = leases.open(taken, config.lease());
        try {
            kong.ctx().shared().set(PERMIT, id);
        } catch (RuntimeException | Error e) {
            leases.close(id).ifPresent(Guarded::end);
            throw e;
        }
    }

    void leave(Kong kong) {
        kong.ctx().shared().text(PERMIT).flatMap(leases::close).ifPresent(Guarded::end);
    }
}
