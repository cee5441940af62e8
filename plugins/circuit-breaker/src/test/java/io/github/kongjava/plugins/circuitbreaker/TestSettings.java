package io.github.kongjava.plugins.circuitbreaker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Settings for tests: a window of the last 10 calls of which 4 must be there, open for 10 s, twice as long each time. */
final class TestSettings {

    static final Scope ORDERS = new Scope("service 1", "service orders");
    static final Config.Concurrency UNLIMITED = new Config.Concurrency(0, false, Duration.ofSeconds(1), 5);

    private TestSettings() {}

    static Config.Breaker breaker(int trials) {
        return breaker(trials, 0, Duration.ZERO);
    }

    static Config.Breaker breaker(int trials, double jitter, Duration trialsFor) {
        return new Config.Breaker(
                Config.Window.COUNT,
                10,
                4,
                50,
                50,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                2,
                Duration.ofSeconds(60),
                jitter,
                trials,
                trialsFor);
    }

    static Outcome anyOutcome() {
        List<Outcome> all = List.of(Outcome.values());
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    static Config config(Config.Mode mode, Config.Breaker breaker, Config.Concurrency concurrency) {
        return new Config(
                Config.ScopeKind.SERVICE,
                "tenant",
                mode,
                new Config.Failures(Set.of(500), true),
                breaker,
                concurrency,
                new Config.Answer(Optional.empty(), "text/plain"),
                Optional.empty(),
                Duration.ofMinutes(5));
    }
}
