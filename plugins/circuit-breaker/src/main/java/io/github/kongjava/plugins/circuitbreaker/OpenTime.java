package io.github.kongjava.plugins.circuitbreaker;

import java.util.function.DoubleSupplier;

/** How long a breaker stays open: longer with each time that the trials fail, and not the same for all. */
final class OpenTime {

    private final Config.Breaker settings;
    private final DoubleSupplier random;

    /** With numbers from 0 to 1. */
    OpenTime(Config.Breaker settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** Milliseconds for the so manieth time in a row, from 1. */
    long millis(int time) {
        double grown = (double) settings.openFor().toMillis() * Math.pow(settings.openGrowth(), time - 1.0);
        double most = Math.max(settings.openMax().toMillis(), settings.openFor().toMillis());
        double bounded = Math.min(grown, most);
        double spread = settings.openJitter() * (2 * random.getAsDouble() - 1);
        return Math.max(1, Math.round(bounded * (1 + spread)));
    }
}
