package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import io.github.kongjava.plugins.tenantguard.limits.Ask;
import io.github.kongjava.plugins.tenantguard.limits.Decision;
import io.github.kongjava.plugins.tenantguard.limits.LocalRates;
import io.github.kongjava.plugins.tenantguard.limits.Rates;
import io.github.kongjava.plugins.tenantguard.limits.RatesUnavailableException;
import io.github.kongjava.plugins.tenantguard.limits.Rule;
import io.github.kongjava.plugins.tenantguard.limits.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts in a Redis, by its clock, together with other gateways. While it cannot be asked it does what the configuration says.
 * Thread safe.
 */
public final class RedisRates implements Rates {

    private static final String PREFIX = "kong-java:tenant-guard:";

    private final Redis redis;
    private final RedisConfig config;
    private final String namespace;
    private final LocalRates local;

    /** Counts there in a namespace, and here while that fails. */
    public RedisRates(Redis redis, RedisConfig config, String namespace, LocalRates local) {
        this.redis = redis;
        this.config = config;
        this.namespace = namespace;
        this.local = local;
    }

    @Override
    public Decision take(Ask ask) throws RatesUnavailableException {
        if (ask.own().isEmpty() && ask.overall().isEmpty()) {
            return Decision.UNCOUNTED;
        }
        Optional<Decision> decision = asked(ask);
        return decision.isPresent() ? decision.get() : unasked(ask);
    }

    private Decision unasked(Ask ask) throws RatesUnavailableException {
        return switch (config.onRedisError()) {
            case LOCAL ->
                local.take(new Ask(
                        ask.account(), ask.registered(), shares(ask.own()), shares(ask.overall()), ask.fairness()));
            case DENY -> throw new RatesUnavailableException("the limits cannot be counted");
            case ALLOW -> Decision.UNCOUNTED;
        };
    }

    private List<Rule> shares(List<Rule> rules) {
        return rules.stream().map(rule -> rule.share(config.localShare())).toList();
    }

    private Optional<Decision> asked(Ask ask) {
        String tenant = ask.account();
        // In a cluster all keys of a script must be of one slot: that of the tenant, or of all where they count
        // together.
        String tag = PREFIX + (ask.overall().isEmpty() ? "{" + namespace + ":" + tenant + "}" : "{" + namespace + "}");
        List<String> keys = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(ask.own().size()));
        arguments.add(ask.fairness().isPresent() ? tenant : "");
        arguments.add(ask.fairness().map(each -> each.reserve()).orElse(0).toString());
        arguments.add(ask.fairness().map(each -> each.tenants()).orElse(0).toString());
        ask.own().forEach(rule -> add(keys, arguments, tag + ":tenant:" + tenant, rule, false));
        ask.overall()
                .forEach(rule -> add(
                        keys, arguments, tag + ":overall", rule, ask.fairness().isPresent()));
        if (ask.fairness().isPresent() && !ask.overall().isEmpty()) {
            keys.add(tag + ":active");
            for (Rule rule : ask.overall()) {
                String suffix = suffix(kind(rule, true), rule);
                keys.add(tag + ":even" + suffix);
                keys.add(tag + ":odd" + suffix);
            }
        }
        int numbers = 1 + 3 * (ask.own().size() + ask.overall().size());
        return redis.take(keys, arguments, numbers).map(answer -> decision(answer, ask));
    }

    private static Decision decision(List<Long> answer, Ask ask) {
        List<Standing> standings = new ArrayList<>();
        for (int i = 1; i < answer.size(); i += 3) {
            standings.add(new Standing(answer.get(i), answer.get(i + 1), answer.get(i + 2)));
        }
        int own = ask.own().size();
        return new Decision(answer.get(0) == 1, standings.subList(0, own), standings.subList(own, standings.size()));
    }

    private static void add(List<String> keys, List<String> arguments, String subject, Rule rule, boolean shared) {
        String kind = kind(rule, shared);
        keys.add(subject + suffix(kind, rule));
        arguments.add(kind);
        arguments.add(Long.toString(rule.requests()));
        arguments.add(Long.toString(rule.windowMillis()));
    }

    private static String suffix(String kind, Rule rule) {
        return ":" + kind + ":" + rule.requests() + ":" + rule.windowMillis();
    }

    /** What the script calls it: sliding windows of which tenants have shares are counted as these are. */
    static String kind(Rule rule, boolean shared) {
        return rule.kind() == Kind.SLIDING_WINDOW && !shared
                ? "sliding_log"
                : rule.kind().name().toLowerCase(Locale.ROOT);
    }
}
