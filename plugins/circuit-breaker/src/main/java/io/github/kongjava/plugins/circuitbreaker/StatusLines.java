package io.github.kongjava.plugins.circuitbreaker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kong-java status} shows of a bounded number of breakers and modes. Those that people know by the same name, as one
 * service has under two configurations, share its line. Thread safe.
 */
final class StatusLines {

    /**
     * What there is to say of something.
     *
     * @param subject what people know it by
     * @param state how it is
     * @param weight how much memory it takes meanwhile; of what takes none, the caller sees to it that it is not too much
     * @param until when it may make place for another
     */
    record Line(String subject, String state, int weight, Instant until) {}

    private final int most;
    private final int mostWeight;
    private final BiConsumer<String, String> status;
    private final Map<Object, Line> lines = new LinkedHashMap<>(); // the oldest first
    private final Set<Object> keys = ConcurrentHashMap.newKeySet();
    private int weight;

    /** Tells each subject's whole line at each change, an empty one at its end. */
    StatusLines(int most, int mostWeight, BiConsumer<String, String> status) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.status = status;
    }

    /**
     * Says how something is, unless too much is there before it that may not make place.
     *
     * @param key tells it from others
     * @return of what there is nothing more to say, so that there is place
     */
    synchronized List<Object> put(Object key, Line line, Instant now) {
        Line before = take(key);
        List<Object> gone = before == null ? makePlace(line.weight(), now) : List.of();
        if (before != null || hasPlace(line.weight())) {
            lines.put(key, line);
            keys.add(key);
            weight += line.weight();
            tell(line.subject());
        }
        if (before != null && !before.subject().equals(line.subject())) {
            tell(before.subject());
        }
        return gone;
    }

    private boolean hasPlace(int needed) {
        return needed == 0 || (lines.size() < most && weight + needed <= mostWeight);
    }

    private List<Object> makePlace(int needed, Instant now) {
        List<Object> gone = new ArrayList<>();
        if (hasPlace(needed)) {
            return gone;
        }
        for (Map.Entry<Object, Line> old : List.copyOf(lines.entrySet())) {
            Line line = old.getValue();
            if (!hasPlace(needed) && line.weight() > 0 && line.until().isBefore(now)) {
                remove(old.getKey());
                gone.add(old.getKey());
            }
        }
        return gone;
    }

    /** Says no more of it. */
    synchronized void remove(Object key) {
        Line before = take(key);
        if (before != null) {
            keys.remove(key);
            tell(before.subject());
        }
    }

    private @Nullable Line take(Object key) {
        Line before = lines.remove(key);
        weight -= before == null ? 0 : before.weight();
        return before;
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
        return keys.contains(key);
    }
}
