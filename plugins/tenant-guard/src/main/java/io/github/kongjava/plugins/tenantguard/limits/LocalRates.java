package io.github.kongjava.plugins.tenantguard.limits;

import java.util.ArrayList;
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
                return take(ask, own, clock.getAsLong(), List.of());
            }
            Account all = accounts.overall(ask.fairness().isPresent());
            synchronized (all) { // always the tenant's lock first, then that of all
                return takeOfAll(ask, own, all, clock.getAsLong());
            }
        }
    }

    private static Decision take(Ask ask, Account own, long now, List<Standing> overall) {
        List<Standing> before = own.look(ask.own(), now);
        if (Decision.wait(before) > 0 || Decision.wait(overall) > 0) {
            return new Decision(false, before, overall);
        }
        own.take(ask.own(), now);
        return new Decision(true, own.look(ask.own(), now), overall);
    }

    private Decision takeOfAll(Ask ask, Account own, Account all, long now) {
        Decision decision = take(ask, own, now, standings(ask, all, now));
        if (decision.allowed()) {
            all.take(ask.overall(), now);
            ask.overall().forEach(rule -> all.uses(rule, now).add(ask.account()));
        }
        return decision;
    }

    private List<Standing> standings(Ask ask, Account all, long now) {
        List<Standing> whole = all.look(ask.overall(), now);
        if (ask.fairness().isEmpty()) {
            return whole;
        }
        activity.note(ask.account(), now);
        List<Standing> shares = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            Standing standing = whole.get(i);
            shares.add(standing.untilShare(all.uses(ask.overall().get(i), now)
                    .untilAllowed(
                            ask.account(), standing.remaining(), ask.fairness().get(), activity.active(), now)));
        }
        return shares;
    }

    /** How many tenants have an account. */
    public long size() {
        return accounts.size();
    }
}
