package io.github.kongjava.plugins.jwtauth.keys;

import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import io.github.kongjava.plugins.jwtauth.remote.Durations;
import io.github.kongjava.plugins.jwtauth.remote.RemoteUrl;
import java.net.URI;
import java.util.Optional;

/**
 * All that fetched keys depend on: who shares it, shares them.
 *
 * @param iss the issuer, if a discovery document must name it; else empty
 * @param url of the discovery document or the key set
 * @param discovery whether it is that of a discovery document
 * @param config how they are fetched and kept
 */
record RemoteKeySet(String iss, URI url, boolean discovery, RemoteKeysConfig config) {

    /**
     * The one that an issuer has, if any.
     *
     * @throws IllegalArgumentException if an address or a time is none; names the field
     */
    static Optional<RemoteKeySet> of(IssuerConfig issuer, RemoteKeysConfig config) {
        Optional<RemoteKeySet> remote = issuer.discoveryUrl()
                .map(url -> new RemoteKeySet(issuer.iss(), checked("discovery_url", url, config), true, config))
                .or(() -> issuer.jwksUrl()
                        .map(url -> new RemoteKeySet("", checked("jwks_url", url, config), false, config)));
        remote.ifPresent(set -> checkTimes(config));
        return remote;
    }

    private static URI checked(String field, URI url, RemoteKeysConfig config) {
        return RemoteUrl.checked(field, url, config.allowHttp());
    }

    private static void checkTimes(RemoteKeysConfig config) {
        Durations.positive("remote_keys.ttl", config.ttl());
        Durations.positive("remote_keys.timeout", config.timeout());
        Durations.notNegative("remote_keys.refresh_ahead", config.refreshAhead());
        Durations.notNegative("remote_keys.refetch_interval", config.refetchInterval());
        Durations.notNegative("remote_keys.negative_ttl", config.negativeTtl());
        Durations.notNegative("remote_keys.stale_for", config.staleFor());
        if (config.refreshAhead().compareTo(config.ttl()) >= 0) {
            throw new IllegalArgumentException("remote_keys.refresh_ahead: must be shorter than ttl");
        }
    }
}
