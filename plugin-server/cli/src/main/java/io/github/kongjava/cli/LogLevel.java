package io.github.kongjava.cli;

import java.util.logging.Level;

/** Levels as they are written on the command line. */
enum LogLevel {
    error(Level.SEVERE),
    warn(Level.WARNING),
    info(Level.INFO),
    debug(Level.FINE);

    @SuppressWarnings("ImmutableEnumChecker") // the JDK's levels never change
    private final Level level;

    LogLevel(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    static LogLevel of(Level level) {
        for (LogLevel named : values()) {
            if (level.intValue() >= named.level.intValue()) {
                return named;
            }
        }
        return debug;
    }
}
