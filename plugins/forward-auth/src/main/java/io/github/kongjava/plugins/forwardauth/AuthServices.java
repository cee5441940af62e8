package io.github.kongjava.plugins.forwardauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kongjava.plugins.support.BoundedHttp;
import io.github.kongjava.plugins.support.TrustedAuthorities;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** The services of all configurations, kept beyond instances; what nobody has asked for is forgotten. Thread safe. */
final class AuthServices {

    private static final int MOST = 1000;

    /** As long as a whole exchange may be allowed to take: its own timeout is what counts. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

    /** What connections can be shared by. */
    private record Connecting(boolean http2, String authorities) {}

    private final Cache<Connecting, BoundedHttp> clients = kept();
    private final Cache<Config, AuthService> services = kept();

    private static <K, V> Cache<K, V> kept() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofHours(1))
                .executor(Runnable::run)
                .build();
    }

    /**
     * The service of a configuration.
     *
     * @throws IllegalArgumentException if {@code ca_certificates} has none; the message names the field
     */
    AuthService of(Config config, URI uri) {
        Connecting connecting =
                new Connecting(config.http2(), config.caCertificates().orElse(""));
        return services.get(config, key -> new AuthService(config, uri, clients.get(connecting, AuthServices::client)));
    }

    private static BoundedHttp client(Connecting connecting) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(connecting.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT);
        if (!connecting.authorities().isEmpty()) {
            builder.sslContext(TrustedAuthorities.only("ca_certificates", connecting.authorities()));
        }
        return new BoundedHttp(builder.build());
    }
}
