package io.github.kongjava.plugins.forwardauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** The services of all configurations, kept beyond instances; what nobody has asked for is forgotten. Thread safe. */
final class AuthServices {

    private static final int MOST = 1000;

    private final BoundedHttp http1 = BoundedHttp.http1();
    private final BoundedHttp http2 = new BoundedHttp(HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(1))
            .build());
    private final Cache<Config, AuthService> services = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    AuthService of(Config config, URI uri) {
        return services.get(config, key -> new AuthService(config, uri, config.http2() ? http2 : http1));
    }
}
