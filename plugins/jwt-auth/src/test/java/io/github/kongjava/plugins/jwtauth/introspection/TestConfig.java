package io.github.kongjava.plugins.jwtauth.introspection;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Configurations: active tokens are remembered for 60 s, others for 10 s. */
final class TestConfig {

    static final String CLIENT = "gate way:1";
    static final String SECRET = "s3cr:t%+\u00fc";

    private TestConfig() {}

    private static IntrospectionConfig of(
            Optional<URI> url,
            Method method,
            Optional<String> secret,
            Optional<String> key,
            Duration timeout,
            int size) {
        return new IntrospectionConfig(
                url,
                Optional.of(CLIENT),
                secret.map(Secret::of),
                method,
                key.map(Secret::of),
                Optional.empty(),
                Set.of(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                size,
                timeout,
                true,
                Optional.empty());
    }

    static IntrospectionConfig secret(URI url, Method method, Duration timeout, int cacheSize) {
        return of(Optional.of(url), method, Optional.of(SECRET), Optional.empty(), timeout, cacheSize);
    }

    static IntrospectionConfig secret(URI url, Method method) {
        return secret(url, method, Duration.ofSeconds(20), 100);
    }

    static IntrospectionConfig none(URI url, Method method) {
        return of(Optional.of(url), method, Optional.empty(), Optional.empty(), Duration.ofSeconds(20), 100);
    }

    static IntrospectionConfig key(URI url, String key) {
        return of(
                Optional.of(url),
                Method.PRIVATE_KEY_JWT,
                Optional.empty(),
                Optional.of(key),
                Duration.ofSeconds(20),
                100);
    }

    static IntrospectionConfig off() {
        return of(
                Optional.empty(),
                Method.CLIENT_SECRET_BASIC,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                100);
    }
}
