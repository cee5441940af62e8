package io.github.kongjava.plugins.circuitbreaker;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.Leases;
import java.time.Duration;
import java.util.Optional;

/** Keeps requests from services that fail or are slow, for a while. */
@KongPlugin(name = "circuit-breaker", version = "1.0.0", priority = 60, onFailure = @OnFailure(status = 503))
public final class CircuitBreakerPlugin implements AccessPhase, LogPhase, AutoCloseable {

    /** Where a request's permit is from access to log. */
    private static final String PERMIT = "circuit_breaker_permit";

    private final Config config;
    private final Gate gate;
    private final Leases<Permit> permits;
    private final Modes modes;
    private final Refusals refusals;

    /**
     * For one configuration.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse; the message names it
     */
    public CircuitBreakerPlugin(Config config, PluginContext context) {
        ConfigRules.check(config);
        this.config = config;
        Kept kept = Kept.in(context);
        gate = new Gate(config, kept);
        permits = kept.permits();
        modes = kept.modes();
        refusals = new Refusals(config);
    }

    @Override
    public void access(Kong kong) {
        Scope scope = Scope.of(kong, config);
        modes.has(() -> Scope.route(kong).id(), scope.whole(), config.mode(), this);
        Gate.Answer answer = gate.ask(scope);
        // First, so that what it has taken is given back whatever happens from here on.
        answer.permit().ifPresent(permit -> keep(kong, permit));
        if (answer.refusal().isPresent()) {
            permits.sweep();
            refusals.refuse(kong, scope, answer.refusal().get());
        }
    }

    @Override
    public void close() {
        modes.forget(this);
    }

    private void keep(Kong kong, Permit permit) {
        String id = permits.open(permit, config.lease());
        try {
            kong.ctx().shared().set(PERMIT, id);
        } catch (RuntimeException | Error e) {
            permits.close(id).ifPresent(Permit::giveUp);
            throw e;
        }
    }

    @Override
    public void log(Kong kong) {
        Optional<Permit> permit = kong.ctx().shared().text(PERMIT).flatMap(permits::close);
        if (permit.isEmpty()) {
            return;
        }
        Verdict verdict = Verdict.NOTHING;
        try {
            Duration sinceAccess = gate.since(permit.get());
            verdict = Verdict.of(kong, config.failures(), sinceAccess);
        } finally {
            permit.get().end(verdict.outcome(), verdict.took());
        }
    }
}
