package io.github.kongjava.plugins.tenantguard.limits;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;

/** Which tenants have asked lately. Bounded: beyond the most, those that asked longest ago do not count. Not thread safe. */
final class Activity {

    /** Who has not asked for so long is entitled to nothing. */
    static final long LATELY_MILLIS = 10_000;

    private static final int MOST = 1_000;

    private final LinkedHashMap<String, Long> asked = new LinkedHashMap<>(16, 0.75f, true);

    /** A tenant asks. */
    void note(String tenant, long now) {
        asked.put(tenant, now);
        Iterator<Long> times = asked.values().iterator();
        while (times.hasNext() && (now - times.next() > LATELY_MILLIS || asked.size() > MOST)) {
            times.remove();
        }
    }

    Collection<String> active() {
        return Collections.unmodifiableSet(asked.keySet());
    }
}
