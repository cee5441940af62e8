package io.github.kongjava.plugins.tenantguard.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What one tenant, or all together, have used. Its methods are called by the holder of its lock. */
final class Account {

    /** Rules that no configuration has any more are forgotten. */
    private static final int MOST_RULES = 32;

    private final Map<Rule, Meter> meters = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<Rule, Uses> uses = new LinkedHashMap<>(8, 0.75f, true);
    private final Function<Rule, Meter> kinds;
    private volatile boolean named;

    /** One that counts by such meters. */
    Account(Function<Rule, Meter> kinds, boolean named) {
        this.kinds = kinds;
        this.named = named;
    }

    /** Whether an operator has named whose it is, as far as the last request knew. Needs no lock. */
    boolean isNamed() {
        return named;
    }

    void setNamed(boolean named) {
        this.named = named;
    }

    /** How the rules stand, in their order. */
    List<Standing> look(List<Rule> rules, long now) {
        return rules.stream().map(rule -> meter(rule).look(now)).toList();
    }

    void take(List<Rule> rules, long now) {
        rules.forEach(rule -> meter(rule).take(now));
    }

    /** Who has used what of a rule in its present window. */
    Uses uses(Rule rule, long now) {
        Uses known = kept(uses, rule, uses.computeIfAbsent(rule, Uses::new));
        known.advance(now);
        return known;
    }

    private Meter meter(Rule rule) {
        return kept(meters, rule, meters.computeIfAbsent(rule, kinds));
    }

    private static <T> T kept(Map<Rule, T> all, Rule rule, T value) {
        if (all.size() > MOST_RULES) {
            all.remove(all.keySet().iterator().next());
            all.putIfAbsent(rule, value);
        }
        return value;
    }
}
