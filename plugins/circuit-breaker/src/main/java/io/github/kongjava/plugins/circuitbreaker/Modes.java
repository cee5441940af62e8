package io.github.kongjava.plugins.circuitbreaker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The routes that have another mode than normal, for log and status. The last request of a route tells, since Kong closes no
 * instance of a worker that gets no more requests. Thread safe.
 */
final class Modes {

    private static final Logger LOG = System.getLogger("circuit-breaker");
    private static final int MOST = 90;

    private record Key(String route) {}

    private record Forced(String subject, Config.Mode mode, Object by) {}

    private final Map<Key, Forced> forced = new ConcurrentHashMap<>();
    private final StatusLines lines;

    Modes(StatusLines lines) {
        this.lines = lines;
    }

    /**
     * A request has this mode.
     *
     * @param route the id of its route
     * @param subject what has a breaker, as people know it
     * @param by the instance that has the mode, for {@link #forget}
     */
    void has(Supplier<String> route, String subject, Config.Mode mode, Object by) {
        if (mode == Config.Mode.NORMAL && forced.isEmpty()) {
            return;
        }
        Key key = new Key(route.get());
        Forced now = new Forced(subject, mode, by);
        if (mode == Config.Mode.NORMAL ? forced.containsKey(key) : !now.equals(forced.get(key))) {
            change(key, now);
        }
    }

    private synchronized void change(Key key, Forced now) {
        if (now.mode() == Config.Mode.NORMAL) {
            end(key);
            return;
        }
        if (forced.size() >= MOST && !forced.containsKey(key)) {
            return;
        }
        Forced before = forced.put(key, now);
        if (before == null || before.mode() != now.mode()) {
            LOG.log(Level.INFO, "circuit-breaker: " + now.subject() + ": " + words(now.mode()));
        }
        lines.put(key, new StatusLines.Line(now.subject(), words(now.mode()), 0, Instant.MAX), Instant.MIN);
    }

    private void end(Key key) {
        Forced before = forced.remove(key);
        if (before != null) {
            LOG.log(Level.INFO, "circuit-breaker: " + before.subject() + ": no longer " + words(before.mode()));
            lines.remove(key);
        }
    }

    /** An instance has ended, and with it what it alone has told. */
    synchronized void forget(Object by) {
        forced.forEach((key, set) -> {
            if (set.by() == by) {
                end(key);
            }
        });
    }

    private static String words(Config.Mode mode) {
        return switch (mode) {
            case NORMAL -> "normal";
            case OPEN -> "set to open";
            case CLOSED -> "set to closed";
            case METRICS_ONLY -> "metrics only";
        };
    }
}
