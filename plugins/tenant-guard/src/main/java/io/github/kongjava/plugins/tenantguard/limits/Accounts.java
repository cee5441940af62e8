package io.github.kongjava.plugins.tenantguard.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * The accounts of tenants. Those of registered tenants are kept as long as a month's quota lasts, those of others for a day.
 * Thread safe.
 */
final class Accounts {

    private static final int MOST_REGISTERED = 200_000;
    private static final Duration UNUSED = Duration.ofDays(32);

    private final Cache<String, Account> registered = Caffeine.newBuilder()
            .maximumSize(MOST_REGISTERED)
            .expireAfterAccess(UNUSED)
            .executor(Runnable::run)
            .build();
    private final Cache<String, Account> others = Caffeine.newBuilder()
            .expireAfterAccess(Strangers.UNUSED)
            .executor(Runnable::run)
            .build();
    private final Account overall = new Account();

    Account of(String tenant, boolean known) {
        return known ? registered.get(tenant, name -> new Account()) : others.get(tenant, name -> new Account());
    }

    /** That of all tenants together. */
    Account overall() {
        return overall;
    }

    long size() {
        return registered.estimatedSize() + others.estimatedSize();
    }
}
