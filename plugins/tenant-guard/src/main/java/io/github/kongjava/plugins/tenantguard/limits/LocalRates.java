package io.github.kongjava.plugins.tenantguard.limits;

import java.util.List;
import java.util.function.LongSupplier;

/** Counts in this process, exactly, whichever worker of Kong the requests come from. Thread safe. */
public final class LocalRates implements Rates {

    private final LongSupplier clock;
    private final Accounts accounts = new Accounts();
    private final Activity activity = new Activity();

    /** By a clock in milliseconds of the epoch. */
    public LocalRates(LongSupplier clock) {
        this.clock = clock;
    }

    /** Without shares of what is for all. */
    @Override
    public Decision take(Ask ask) {
        return take(ask, false);
    }

    /**
     * Counts a request in all limits, or in none.
     *
     * @param fair whether tenants have shares of what is for all
     */
    public Decision take(Ask ask, boolean fair) {
        Account own = accounts.of(ask.tenant(), ask.registered());
        synchronized (own) {
            if (ask.overall().isEmpty()) {
                return take(ask, own, clock.getAsLong());
            }
            // Always the tenant's lock first, then that of all.
            synchronized (accounts.overall()) {
                return takeOfAll(ask, own, clock.getAsLong(), fair);
            }
        }
    }

    private static Decision take(Ask ask, Account own, long now) {
        List<Standing> before = own.look(ask.own(), now);
        boolean allowed = fit(before);
        if (!allowed) {
            return Decision.of(before, List.of(), false);
        }
        own.take(ask.own(), now);
        return Decision.of(own.look(ask.own(), now), List.of(), true);
    }

    private Decision takeOfAll(Ask ask, Account own, long now, boolean fair) {
        Account all = accounts.overall();
        activity.note(ask.tenant(), now);
        List<Standing> others = all.look(ask.overall(), now);
        if (!fit(others)) {
            return Decision.of(own.look(ask.own(), now), others, false);
        }
        if (fair) {
            for (int i = 0; i < others.size(); i++) {
                Uses uses = all.uses(ask.overall().get(i), now);
                if (!uses.allow(ask.tenant(), others.get(i).remaining(), activity)) {
                    return new Decision(false, own.look(ask.own(), now), uses.untilNext(now));
                }
            }
        }
        Decision decision = take(ask, own, now);
        if (decision.allowed()) {
            all.take(ask.overall(), now);
            ask.overall().forEach(rule -> all.uses(rule, now).add(ask.tenant()));
        }
        return decision;
    }

    private static boolean fit(List<Standing> standings) {
        return standings.stream().allMatch(standing -> standing.waitMillis() == 0);
    }

    /** How many tenants have an account. */
    public long size() {
        return accounts.size();
    }
}
