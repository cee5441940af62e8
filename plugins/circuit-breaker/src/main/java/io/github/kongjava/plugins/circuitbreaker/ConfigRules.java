package io.github.kongjava.plugins.circuitbreaker;

/** What Kong's schema cannot say of a configuration. Every message names the field. */
final class ConfigRules {

    private ConfigRules() {}

    static void check(Config config) {
        Config.Breaker breaker = config.breaker();
        require(
                breaker.window() == Config.Window.TIME || breaker.minimumCalls() <= breaker.windowSize(),
                "breaker.minimum_calls: a window of the last " + breaker.windowSize()
                        + " calls never has so many; lower it or raise breaker.window_size");
        require(
                breaker.window() == Config.Window.COUNT || breaker.windowSize() <= 3600,
                "breaker.window_size: a window of time has 3600 seconds at most");
        require(
                breaker.openMax().compareTo(breaker.openFor()) >= 0,
                "breaker.open_max: is less than breaker.open_for; raise it");
        Config.Concurrency concurrency = config.concurrency();
        require(
                !concurrency.adaptive() || concurrency.max() >= concurrency.adaptiveMin(),
                "concurrency.max: an adaptive limit begins there; give at least concurrency.adaptive_min");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
