package io.github.kongjava.plugins.jwtauth.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Remembers answers for a while, and asks once for all that have the same token. Keeps digests, not tokens. Thread safe. */
final class CachedIntrospector implements Introspector {

    /** An answer of so many bytes counts as one; a larger one as several. */
    private static final int BYTES_OF_ONE = 1024;

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final Duration patience;
    private final Cache<String, Answer> kept;
    private final ConcurrentMap<String, CompletableFuture<Optional<Introspection>>> asking = new ConcurrentHashMap<>();

    CachedIntrospector(Endpoint endpoint, IntrospectionConfig config, Ticker ticker) {
        this.endpoint = endpoint;
        patience = config.timeout().plus(GRACE);
        kept = Caffeine.newBuilder()
                .maximumWeight(config.cacheSize())
                .weigher((String digest, Answer answer) -> 1 + answer.bytes() / BYTES_OF_ONE)
                .expireAfter(Expiry.<String, Answer>creating((digest, answer) -> answer.lifetime()))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Introspection introspect(String token) throws InterruptedException {
        String digest = digest(token);
        CompletableFuture<Optional<Introspection>> mine = new CompletableFuture<>();
        while (true) {
            Answer known = kept.getIfPresent(digest);
            if (known != null) {
                return known.introspection();
            }
            CompletableFuture<Optional<Introspection>> other = asking.putIfAbsent(digest, mine);
            if (other == null) {
                return ask(digest, token, mine);
            }
            Optional<Introspection> shared = wait(other);
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    private Introspection ask(String digest, String token, CompletableFuture<Optional<Introspection>> mine)
            throws InterruptedException {
        try {
            // Someone may have asked since the first look.
            Answer answer = kept.getIfPresent(digest);
            if (answer == null) {
                answer = endpoint.ask(token);
                if (answer.lifetime().compareTo(Duration.ZERO) > 0) {
                    kept.put(digest, answer);
                }
            }
            mine.complete(Optional.of(answer.introspection()));
            return answer.introspection();
        } finally {
            asking.remove(digest, mine);
            // Of a question that was given up: one of those who wait asks. Without effect if there is an answer.
            mine.complete(Optional.empty());
        }
    }

    private Optional<Introspection> wait(CompletableFuture<Optional<Introspection>> other) throws InterruptedException {
        try {
            return other.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.of(new Introspection.Unavailable("the question takes too long", Outage.FIRST_PAUSE));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a flight is never completed by an exception", e);
        }
    }

    private static String digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
