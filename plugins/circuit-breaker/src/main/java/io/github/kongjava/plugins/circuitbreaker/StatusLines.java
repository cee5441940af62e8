package io.github.kongjava.plugins.circuitbreaker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What {@code kong-java status} shows of a bounded number of breakers. Those that people know by the same name, as one service
 * has under two configurations, share its line. Thread safe.
 *
 * @param <K> what tells breakers from each other
 */
final class StatusLines<K> {

    private record Line(String subject, String state) {}

    private final int most;
    private final BiConsumer<String, String> status;
    private final Map<K, Line> lines = new ConcurrentHashMap<>();

    /** Tells each subject's whole line at each change, an empty one at its end. */
    StatusLines(int most, BiConsumer<String, String> status) {
        this.most = most;
        this.status = status;
    }

    /** Says how a breaker is, unless too many are there before it. */
    synchronized void put(K key, String subject, String state) {
        Line before = lines.get(key);
        if (before == null && lines.size() >= most) {
            return;
        }
        lines.put(key, new Line(subject, state));
        tell(subject);
        if (before != null && !before.subject().equals(subject)) {
            tell(before.subject());
        }
    }

    /** Says no more of it. */
    synchronized void remove(K key) {
        Line before = lines.remove(key);
        if (before != null) {
            tell(before.subject());
        }
    }

    private void tell(String subject) {
        status.accept(
                subject,
                lines.values().stream()
                        .filter(line -> line.subject().equals(subject))
                        .map(Line::state)
                        .sorted()
                        .collect(Collectors.joining("; ")));
    }

    /** Whether there is something to say of it. Takes no lock. */
    boolean has(K key) {
        return lines.containsKey(key);
    }
}
