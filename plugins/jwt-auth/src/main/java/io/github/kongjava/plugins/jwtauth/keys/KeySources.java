package io.github.kongjava.plugins.jwtauth.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import io.github.kongjava.plugins.jwtauth.remote.RemoteClients;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys of all issuers, kept for the whole plugin: instances come and go with every change of any configuration, and a
 * change while an issuer is down must not lose its keys. Who has the same address and settings shares the keys. What nobody
 * has asked for until it could no longer be used is forgotten.
 *
 * <p>Thread safe. Closing ends the fetches that are under way.
 */
public final class KeySources implements AutoCloseable {

    private static final int MOST = 1000;
    private static final int MOST_THREADS = 8;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

    private final RemoteClients clients = new RemoteClients();
    private final ThreadPoolExecutor threads;
    private final Cache<RemoteKeySet, RemoteKeys> remote;
    private final Ticker ticker;

    /** With nothing fetched yet. */
    public KeySources() {
        this(Ticker.systemTicker());
    }

    KeySources(Ticker ticker) {
        this.ticker = ticker;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "jwt-auth-keys-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        remote = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<RemoteKeySet, RemoteKeys>accessing((where, keys) -> life(where.config())))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private static Duration life(RemoteKeysConfig config) {
        Duration usable = config.ttl().plus(config.staleFor());
        return usable.compareTo(SHORTEST_LIFE) > 0 ? usable : SHORTEST_LIFE;
    }

    /**
     * The keys of one issuer. Begins to fetch those that are not in the configuration, without waiting for them.
     *
     * @throws IllegalArgumentException if the configuration has a key that must not be used, or an address or a time that is
     *     none; the message names the issuer and the field
     */
    public KeySource of(IssuerConfig issuer, RemoteKeysConfig config) {
        try {
            KeySet configured = ConfiguredKeys.of(issuer);
            Optional<RemoteKeySet> where = RemoteKeySet.of(issuer, config);
            where.ifPresent(set -> remote(set).warmUp());
            return new IssuerKeys(
                    configured, where.map(set -> wanted -> remote(set).find(wanted)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("issuer " + issuer.iss() + ": " + e.getMessage(), e);
        }
    }

    private RemoteKeys remote(RemoteKeySet set) {
        return remote.get(set, this::made);
    }

    private RemoteKeys made(RemoteKeySet where) {
        BoundedHttp http =
                clients.of("remote_keys.ca_certificates", where.config().caCertificates());
        return new RemoteKeys(new KeyFetch(where, http)::fetch, where.config(), threads, ticker);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
