package io.github.kongjava.plugins.tenantguard.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;

/**
 * The accounts of tenants. Those of tenants whom an operator has named are kept as long as a month's quota lasts, those of others
 * for a day. Who comes into a registry, or leaves it, keeps its account. Thread safe.
 */
final class Accounts {

    private static final Duration NAMED_UNUSED = Duration.ofDays(32);

    private final Cache<String, Account> tenants = Caffeine.newBuilder()
            .expireAfter(Expiry.<String, Account>accessing(
                    (name, account) -> account.isNamed() ? NAMED_UNUSED : Strangers.UNUSED))
            .executor(Runnable::run)
            .build();
    private final Account overall = new Account(Meter::of, true);
    private final Account shared = new Account(Meter::shared, true);

    /** That of a tenant, whether an operator has named it or not. */
    Account of(String tenant, boolean named) {
        Account account = tenants.get(tenant, name -> new Account(Meter::of, named));
        account.setNamed(named);
        return account;
    }

    /** That of all tenants together, of which they have shares or not. */
    Account overall(boolean fair) {
        return fair ? shared : overall;
    }

    long size() {
        return tenants.estimatedSize();
    }
}
