package io.github.kongjava.plugins.jwtauth.remote;

import io.github.kongjava.plugins.support.BoundedHttp;
import io.github.kongjava.plugins.support.TrustedAuthorities;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** Connections to issuers. Thread safe. */
public final class RemoteClients {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

    private final BoundedHttp usual = trusting(HttpClient.newBuilder());

    /**
     * A client that trusts the authorities that Java knows, or those of a setting instead.
     *
     * @param field names the setting in the message
     * @param authorities in PEM
     * @throws IllegalArgumentException if the setting has no certificate, or something that is none
     */
    public BoundedHttp of(String field, Optional<String> authorities) {
        return authorities
                .map(pem -> trusting(HttpClient.newBuilder().sslContext(TrustedAuthorities.only(field, pem))))
                .orElse(usual);
    }

    private static BoundedHttp trusting(HttpClient.Builder client) {
        return new BoundedHttp(client.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                // The timeout of the whole exchange is what counts.
                .connectTimeout(LONGEST_CONNECT)
                .build());
    }
}
