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

    @Override
    public Decision take(Ask ask) {
        Account own = accounts.of(ask.account(), ask.registered());
        synchronized (own) {
            if (ask.overall().isEmpty()) {
                return take(ask, own, clock.getAsLong(), 0);
            }
            // Always the tenant's lock first, then that of all.
            synchronized (accounts.overall()) {
                return takeOfAll(ask, own, clock.getAsLong());
            }
        }
    }

    private static Decision take(Ask ask, Account own, long now, long waitForAll) {
        List<Standing> before = own.look(ask.own(), now);
        long wait = Math.max(waitForAll, Decision.wait(before));
        if (wait > 0) {
            return new Decision(false, before, wait);
        }
        own.take(ask.own(), now);
        return new Decision(true, own.look(ask.own(), now), 0);
    }

    private Decision takeOfAll(Ask ask, Account own, long now) {
        Account all = accounts.overall();
        List<Standing> standings = all.look(ask.overall(), now);
        long wait = Decision.wait(standings);
        if (ask.fair()) {
            activity.note(ask.account(), now);
            for (int i = 0; i < standings.size(); i++) {
                Uses uses = all.uses(ask.overall().get(i), now);
                wait = Math.max(
                        wait, uses.untilAllowed(ask.account(), standings.get(i).remaining(), activity, now));
            }
        }
        Decision decision = take(ask, own, now, wait);
        if (decision.allowed()) {
            all.take(ask.overall(), now);
            ask.overall().forEach(rule -> all.uses(rule, now).add(ask.account()));
        }
        return decision;
    }

    /** How many tenants have an account. */
    public long size() {
        return accounts.size();
    }
}
