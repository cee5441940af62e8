package io.github.kongjava.plugins.jwtauth.proof;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which proofs were used and are still good. It never forgets one of these: forgetting would let whoever fills it use the
 * proofs of others again. When it is full, new proofs are refused; so that one client cannot bring that about, each key has a
 * tenth of the room at most. Thread safe.
 */
final class ReplayCache {

    /** What came of a proof. */
    enum Use {
        FIRST,
        REPLAYED,
        NO_ROOM
    }

    private static final int SHARES = 10;
    private static final int SMALLEST_SHARE = 16;

    private record Entry(String key, long until) {}

    private final int size;
    private final int share;
    private final long held;
    private final Ticker ticker;

    /** In the order of their end, since all are held for the same time. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final Map<String, Integer> perKey = new HashMap<>();

    /** Remembers so many proofs, each for a time from its first use. */
    ReplayCache(int size, Duration held, Ticker ticker) {
        this.size = size;
        this.share = Math.max(SMALLEST_SHARE, size / SHARES);
        this.held = held.toNanos();
        this.ticker = ticker;
    }

    synchronized Use use(String key, String id) {
        long now = ticker.read();
        forgetUntil(now);
        String digest = Digests.sha256((key + '\n' + id).getBytes(StandardCharsets.UTF_8));
        if (entries.containsKey(digest)) {
            return Use.REPLAYED;
        }
        if (entries.size() >= size || perKey.getOrDefault(key, 0) >= share) {
            return Use.NO_ROOM;
        }
        entries.put(digest, new Entry(key, now + held));
        perKey.merge(key, 1, Integer::sum);
        return Use.FIRST;
    }

    private void forgetUntil(long now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (now - entry.until() < 0) {
                return;
            }
            oldest.remove();
            perKey.computeIfPresent(entry.key(), (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
