package io.github.kongjava.plugins.circuitbreaker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What {@code kong-java status} shows of a bounded number of breakers and modes. Those that people know by the same name, as one
 * service has under two configurations, share its line. Thread safe.
 */
final class StatusLines {

    private record Line(String subject, String state, int weight) {}

    private final int most;
    private final int mostWeight;
    private final BiConsumer<String, String> status;
    private final Map<Object, Line> lines = new ConcurrentHashMap<>();
    private int weight;

    /** Tells each subject's whole line at each change, an empty one at its end. */
    StatusLines(int most, int mostWeight, BiConsumer<String, String> status) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.status = status;
    }

    /**
     * Says how something is, unless too much is there before it.
     *
     * @param key tells it from others
     * @param weight how much memory it takes as long as there is something to say of it; of what takes none, the caller sees to it
     *     that it is not too much
     */
    synchronized void put(Object key, String subject, String state, int weight) {
        Line before = lines.get(key);
        boolean tooMuch = lines.size() >= most || this.weight + weight > mostWeight;
        if (before == null && weight > 0 && tooMuch) {
            return;
        }
        this.weight += weight - (before == null ? 0 : before.weight());
        lines.put(key, new Line(subject, state, weight));
        tell(subject);
        if (before != null && !before.subject().equals(subject)) {
            tell(before.subject());
        }
    }

    /** Says no more of it. */
    synchronized void remove(Object key) {
        Line before = lines.remove(key);
        if (before != null) {
            weight -= before.weight();
            tell(before.subject());
        }
    }

    private void tell(String subject) {
        status.accept(
                subject,
                lines.values().stream()
                        .filter(line -> line.subject().equals(subject))
                        .map(Line::state)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; ")));
    }

    /** Whether there is something to say of it. Takes no lock. */
    boolean has(Object key) {
        return lines.containsKey(key);
    }
}
