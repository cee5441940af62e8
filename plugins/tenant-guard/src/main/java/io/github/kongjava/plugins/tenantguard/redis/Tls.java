package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.plugins.support.TrustedAuthorities;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;

/** TLS to a Redis whose certificate is checked against its name. */
final class Tls {

    private Tls() {}

    /**
     * Has connections use it.
     *
     * @param authorities in PEM, instead of those that Java knows
     * @throws IllegalArgumentException if these are none; the message names the field
     */
    @SuppressWarnings("deprecation") // SslOptions reads authorities from files, and anew for each connection
    static void use(DefaultJedisClientConfig.Builder settings, Optional<String> authorities) {
        SSLParameters checked = new SSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        settings.ssl(true)
                .sslSocketFactory(context(authorities).getSocketFactory())
                .sslParameters(checked);
    }

    private static SSLContext context(Optional<String> authorities) {
        if (authorities.isPresent()) {
            return TrustedAuthorities.only("redis.ca_certificates", authorities.get());
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
