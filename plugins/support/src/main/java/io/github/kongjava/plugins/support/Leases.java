package io.github.kongjava.plugins.support;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What requests hold between two phases: opened in {@code access}, closed in {@code log}, and over after a while if {@code log}
 * never comes, as when a worker of Kong dies. Each permit ends exactly once, in one of the two ways. What is over is given up
 * when another permit is opened or closed, or by {@link #sweep}; there is no thread for it.
 *
 * <p>Thread safe.
 *
 * @param <P> what a request holds
 */
public final class Leases<P> implements AutoCloseable {

    private record Held<P>(P permit, Duration lease) {}

    private final long maximum;
    private final Consumer<? super P> whenOver;
    private final Cache<String, Held<P>> open;
    private final AtomicLong count = new AtomicLong();
    private final String run = HexFormat.of().formatHex(new SecureRandom().generateSeed(8)) + "-";

    /**
     * @param maximum how many are held at most, and a few more where many are opened at once
     * @param ticker the time
     * @param whenOver gets the permits that nobody closed; it must neither block nor throw
     */
    public Leases(long maximum, Ticker ticker, Consumer<? super P> whenOver) {
        this.maximum = maximum;
        this.whenOver = whenOver;
        this.open = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Held<P>>creating((id, held) -> held.lease()))
                .ticker(ticker)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    private void removed(@Nullable String id, @Nullable Held<P> held, RemovalCause cause) {
        if (cause.wasEvicted() && held != null) {
            whenOver.accept(held.permit());
        }
    }

    /**
     * A request holds a permit from now on.
     *
     * @param lease how long; it ends within about a second after that
     * @return the name to close it by; no two are the same, those of other runs of the server included
     * @throws IllegalStateException if too many are held; this one is over at once, and the request must not go on
     */
    public String open(P permit, Duration lease) {
        if (open.estimatedSize() >= maximum && size() >= maximum) {
            whenOver.accept(permit);
            throw new IllegalStateException("the ends of " + maximum + " requests are awaited already");
        }
        String id = run + Long.toHexString(count.incrementAndGet());
        open.put(id, new Held<>(permit, lease));
        return id;
    }

    /**
     * A request has ended.
     *
     * @param id as {@link #open} gave it, or anything else
     * @return what it held; empty if it is over, closed already, or of another run
     */
    public Optional<P> close(String id) {
        return Optional.ofNullable(open.asMap().remove(id)).map(Held::permit);
    }

    /**
     * Gives up what is over by now, if that is much then about a thousand at a time, so that no request waits long. To be called
     * where a request is refused for want of a permit.
     */
    public void sweep() {
        open.cleanUp();
    }

    /** How many are held, about. */
    public long size() {
        sweep();
        return open.estimatedSize();
    }

    /** Ends all that are held, as if their time were over. */
    @Override
    public void close() {
        List.copyOf(open.asMap().keySet()).forEach(id -> close(id).ifPresent(whenOver));
    }
}
