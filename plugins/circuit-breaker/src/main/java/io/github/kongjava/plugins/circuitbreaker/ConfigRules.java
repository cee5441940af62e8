package io.github.kongjava.plugins.circuitbreaker;

/** What Kong's schema cannot say of a configuration. Every message names the field. */
final class ConfigRules {

    private ConfigRules() {}

    static void check(Config config) {
        Config.Breaker breaker = config.breaker();
        require(
                breaker.window() == Config.Window.COUNT || breaker.windowSize() <= 3600,
                "breaker.window_size: a window of time has 3600 seconds at most");
        Config.Concurrency concurrency = config.concurrency();
        require(
                !concurrency.adaptive() || concurrency.max() > 0,
                "concurrency.max: an adaptive limit begins there; give one");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
