package io.github.kongjava.plugins.jwtauth.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.remote.Durations;
import io.github.kongjava.plugins.jwtauth.remote.RemoteClients;
import io.github.kongjava.plugins.jwtauth.remote.RemoteUrl;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The introspection endpoints of all configurations, with what they have answered; kept beyond instances, and forgotten after an
 * hour without a question. Thread safe.
 */
public final class Introspectors {

    private static final int MOST = 1000;
    private static final Duration IDLE = Duration.ofHours(1);

    private final RemoteClients clients = new RemoteClients();
    private final Cache<IntrospectionConfig, CachedIntrospector> introspectors;
    private final Clock clock;
    private final Ticker ticker;

    /** With nothing asked yet. */
    public Introspectors() {
        this(Clock.systemUTC(), Ticker.systemTicker());
    }

    Introspectors(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        introspectors = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks as a configuration says; empty if it has no endpoint.
     *
     * @throws IllegalArgumentException if the configuration is not whole; the message names the field
     */
    public Optional<Introspector> of(IntrospectionConfig config) {
        if (config.endpoint().isEmpty()) {
            return Optional.empty();
        }
        introspector(config);
        return Optional.of(token -> introspector(config).introspect(token));
    }

    private CachedIntrospector introspector(IntrospectionConfig config) {
        return introspectors.get(config, this::made);
    }

    private CachedIntrospector made(IntrospectionConfig config) {
        URI url = RemoteUrl.checked("introspection.endpoint", config.endpoint().orElseThrow(), config.allowHttp());
        Durations.positive("introspection.timeout", config.timeout());
        Durations.notNegative("introspection.ttl", config.ttl());
        Durations.notNegative("introspection.negative_ttl", config.negativeTtl());
        if (config.cacheSize() < 0) {
            throw new IllegalArgumentException("introspection.cache_size: must not be negative");
        }
        BoundedHttp http = clients.of("introspection.ca_certificates", config.caCertificates());
        Endpoint endpoint = new Endpoint(config, url, http, new Outage(ticker), clock);
        return new CachedIntrospector(endpoint, config, ticker);
    }
}
