package io.github.kongjava.plugins.tenantguard.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * By which names tenants are counted that no operator has named. Only so many have their own, and those beyond share one, so
 * that a flood of names neither fills a memory nor makes anybody's account begin anew. Thread safe.
 */
public final class Strangers {

    /** How many have their own. */
    public static final int MOST = 10_000;

    /** How long a name is kept that nobody uses. */
    static final Duration UNUSED = Duration.ofHours(24);

    /** No tenant has that name. */
    static final String REST = "*";

    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .executor(Runnable::run)
            .build();

    /** The name by which a tenant is counted. */
    public String nameOf(String tenant) {
        return known.getIfPresent(tenant) != null || added(tenant) ? tenant : REST;
    }

    private synchronized boolean added(String tenant) {
        if (known.estimatedSize() >= MOST) {
            known.cleanUp();
        }
        boolean room = known.estimatedSize() < MOST;
        if (room) {
            known.put(tenant, true);
        }
        return room;
    }
}
