package io.github.kongjava.plugins.forwardauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps decisions, and lets one ask for all that would ask the same. Nobody waits beyond his own deadline, and only answers
 * that may be kept are shared. Thread safe.
 */
final class DecisionCache {

    /** A key, an entry and their bookkeeping, generously. */
    private static final int BYTES_OF_AN_ENTRY = 1024;

    private final Cache<String, Answer> kept;
    private final ConcurrentMap<String, CompletableFuture<Optional<Answer>>> asking = new ConcurrentHashMap<>();

    DecisionCache(Config.Cache config) {
        kept = Caffeine.newBuilder()
                .maximumWeight(config.maxBytes())
                .weigher((String key, Answer answer) -> bytesOf(answer))
                .expireAfter(Expiry.<String, Answer>creating((key, answer) -> answer.lifetime()))
                .executor(Runnable::run)
                .build();
    }

    private static int bytesOf(Answer answer) {
        if (answer.decision() instanceof Decision.Allowed allowed) {
            return BYTES_OF_AN_ENTRY + allowed.upstream().asMap().toString().length();
        }
        if (answer.decision() instanceof Decision.Refused refused) {
            return BYTES_OF_AN_ENTRY
                    + refused.body().length
                    + refused.headers().asMap().toString().length();
        }
        return BYTES_OF_AN_ENTRY;
    }

    Decision decide(String key, long deadline, Asking asked) throws InterruptedException {
        Answer known = kept.getIfPresent(key);
        if (known != null) {
            return known.decision();
        }
        CompletableFuture<Optional<Answer>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Answer>> other = asking.putIfAbsent(key, mine);
        if (other != null) {
            Optional<Answer> shared = wait(other, deadline);
            return (shared.isPresent() ? shared.get() : asked.ask()).decision();
        }
        try {
            // Someone may have asked since the first look.
            Answer since = kept.getIfPresent(key);
            Answer answer = since == null ? asked.ask() : since;
            if (answer.lasts()) {
                kept.put(key, answer);
                mine.complete(Optional.of(answer));
            }
            return answer.decision();
        } finally {
            asking.remove(key, mine);
            // Whoever waits asks himself; without effect if there is an answer to share.
            mine.complete(Optional.empty());
        }
    }

    private static Optional<Answer> wait(CompletableFuture<Optional<Answer>> other, long deadline)
            throws InterruptedException {
        try {
            return other.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The caller's own asking says that its time is over.
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a flight is never completed by an exception", e);
        }
    }
}
