package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.JsonAnswer;
import io.github.kongjava.plugins.support.Leases;
import io.github.kongjava.plugins.tenantguard.config.Config;
import io.github.kongjava.plugins.tenantguard.limits.Concurrency;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.Rates;
import io.github.kongjava.plugins.tenantguard.limits.RatesUnavailableException;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.redis.RedisRates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets requests in as long as their tenant and all together may have one more, and out again. Thread safe. */
final class Turnstile {

    /** Where a request's permit is from access to log. */
    private static final String PERMIT = "tenant_guard_permit";

    private final Rates rates;
    private final Concurrency concurrency;
    private final Leases<Guarded> leases;
    private final Duration lease;
    private final List<Rule> overall;
    private final RateFields fields;

    Turnstile(Config config, Kept kept) {
        Kept.Namespace namespace = kept.namespace(config.namespace());
        boolean fair = config.overall().fairShares();
        rates = config.redis().host().isPresent()
                ? new RedisRates(
                        kept.redis(config.redis()), config.redis(), config.namespace(), fair, namespace.rates())
                : ask -> namespace.rates().take(ask, fair);
        concurrency = namespace.concurrency();
        leases = kept.leases();
        lease = config.lease();
        overall = config.overall().limits().stream().map(Rule::of).toList();
        fields = new RateFields(config.rateHeaders());
    }

    /** Answers the client if it may not pass. */
    void enter(Kong kong, String tenant, Entitlement entitlement) {
        Optional<Guarded> place = place(kong, tenant, entitlement);
        try {
            count(kong, tenant, entitlement);
        } catch (RuntimeException | Error e) {
            place.ifPresent(Guarded::end);
            throw e;
        }
        place.ifPresent(taken -> keep(kong, taken));
    }

    private Optional<Guarded> place(Kong kong, String tenant, Entitlement entitlement) {
        Concurrency.Bounds bounds = entitlement.bounds();
        if (bounds.own().isEmpty() && bounds.overall().isEmpty()) {
            return Optional.empty();
        }
        if (!concurrency.tryBegin(tenant, bounds) && !againAfterSweep(tenant, bounds)) {
            throw refusal("too many requests of the tenant are on their way", 1000, Headers.EMPTY)
                    .exit(kong);
        }
        return Optional.of(new Guarded(concurrency, tenant));
    }

    /** Places of requests whose end Kong did not tell are free only when somebody looks. */
    private boolean againAfterSweep(String tenant, Concurrency.Bounds bounds) {
        leases.sweep();
        return concurrency.tryBegin(tenant, bounds);
    }

    private void count(Kong kong, String tenant, Entitlement entitlement) {
        if (entitlement.rules().isEmpty() && overall.isEmpty()) {
            return;
        }
        Decision decision;
        try {
            decision = rates.take(entitlement.ask(tenant, overall));
        } catch (RatesUnavailableException e) {
            throw JsonAnswer.problem(503, "Service Unavailable", String.valueOf(e.getMessage()))
                    .exit(kong);
        }
        Headers told = fields.of(entitlement.limits(), decision.own());
        if (!decision.allowed()) {
            throw refusal("the tenant has used what it may", decision.waitMillis(), told)
                    .exit(kong);
        }
        if (!told.isEmpty()) {
            kong.response().setHeaders(told);
        }
    }

    private static JsonAnswer refusal(String detail, long waitMillis, Headers told) {
        Headers.Builder headers = Headers.builder();
        told.asMap().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        headers.add("Retry-After", Long.toString(Math.max(1, RateFields.seconds(waitMillis))));
        return JsonAnswer.problem(429, "Too Many Requests", detail).with(headers.build());
    }

    private void keep(Kong kong, Guarded taken) {
        String id = leases.open(taken, lease);
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
