package io.github.kongjava.plugins.jwtauth.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import io.github.kongjava.plugins.jwtauth.keys.KeySet.Wanted;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one address, fetched by one for all and kept. Fresh keys serve without waiting, and are fetched anew before their
 * time is over; old ones serve while they cannot be fetched, for a bounded time. Thread safe.
 */
final class RemoteKeys {

    private static final Logger LOG = System.getLogger("io.github.kongjava.plugins.jwtauth.keys");

    private static final int MOST_UNKNOWN = 1000;

    /** Longer ones that are not in the set are not worth asking for. */
    private static final int LONGEST_KID = 256;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** For the hand-over between threads, beyond the timeout of the fetch itself. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Where the keys come from. */
    interface Source {
        KeySet fetch() throws IOException, InterruptedException;
    }

    private record Kept(KeySet keys, long since) {}

    /** Since when fetches fail, there is a pause before the next, twice as long each time. */
    private record Trouble(String reason, Duration pause, long until) {}

    private final Source source;
    private final Executor threads;
    private final Ticker ticker;
    private final long freshFor;
    private final long refreshAfter;
    private final long usableFor;
    private final long refetchInterval;
    private final Duration patience;
    private final Cache<Wanted, Boolean> unknown;

    private volatile @Nullable Kept kept;
    private volatile @Nullable Trouble trouble;

    /** Guarded by this, as the next. */
    private @Nullable CompletableFuture<Void> flight;

    private long nextRefetch;

    RemoteKeys(Source source, RemoteKeysConfig config, Executor threads, Ticker ticker) {
        this.source = source;
        this.threads = threads;
        this.ticker = ticker;
        freshFor = config.ttl().toNanos();
        refreshAfter = freshFor - config.refreshAhead().toNanos();
        usableFor = freshFor + config.staleFor().toNanos();
        refetchInterval = config.refetchInterval().toNanos();
        patience = config.timeout().plus(GRACE);
        nextRefetch = ticker.read();
        unknown = Caffeine.newBuilder()
                .maximumSize(MOST_UNKNOWN)
                .expireAfterWrite(config.negativeTtl())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Begins to fetch if nothing was fetched yet. Does not wait. */
    void warmUp() {
        if (kept == null) {
            fetch();
        }
    }

    /**
     * The keys that fit.
     *
     * @throws KeysUnavailableException if there are none that may still be used, or one that is not among them could be new
     */
    List<JWK> find(Wanted wanted) throws KeysUnavailableException {
        KeySet keys = usable();
        List<JWK> found = keys.find(wanted);
        if (!found.isEmpty() || keys.hasKid(wanted) || unknown.getIfPresent(wanted) != null) {
            return found;
        }
        return wanted.kid().orElse("").length() > LONGEST_KID ? List.of() : findAnew(wanted);
    }

    private KeySet usable() throws KeysUnavailableException {
        Kept before = kept;
        if (before != null) {
            long age = ticker.read() - before.since();
            boolean fresh = age < freshFor;
            boolean enough = fresh || (trouble != null && age < usableFor);
            if (!fresh || age >= refreshAfter) {
                Optional<CompletableFuture<Void>> fetching = fetch();
                if (!enough) {
                    await(fetching);
                }
            }
            if (enough) {
                return before.keys();
            }
        } else {
            await(fetch());
        }
        Kept after = kept;
        if (after == null || ticker.read() - after.since() >= usableFor) {
            throw unavailable();
        }
        return after.keys();
    }

    /** The key may be newer than the set: asks again, at most once an interval. */
    private List<JWK> findAnew(Wanted wanted) throws KeysUnavailableException {
        Optional<CompletableFuture<Void>> refetch = refetch();
        boolean over = await(refetch);
        List<JWK> found = usable().find(wanted);
        if (!found.isEmpty()) {
            return found;
        }
        if (!over || trouble != null) {
            throw unavailable();
        }
        if (refetch.isPresent()) {
            unknown.put(wanted, true);
        }
        return found;
    }

    private synchronized Optional<CompletableFuture<Void>> refetch() {
        long now = ticker.read();
        if (flight == null && now - nextRefetch < 0) {
            return Optional.empty();
        }
        Optional<CompletableFuture<Void>> started = fetch();
        if (started.isPresent()) {
            nextRefetch = now + refetchInterval;
        }
        return started;
    }

    /** The fetch that is under way, or now is; none during the pause after a failure. */
    private synchronized Optional<CompletableFuture<Void>> fetch() {
        Trouble now = trouble;
        boolean pause = now != null && ticker.read() - now.until() < 0;
        if (flight == null && !pause) {
            CompletableFuture<Void> next = new CompletableFuture<>();
            flight = next;
            try {
                threads.execute(() -> fly(next));
            } catch (RejectedExecutionException e) {
                land(next, "the plugin is being unloaded");
            }
        }
        return Optional.ofNullable(flight);
    }

    private void fly(CompletableFuture<Void> mine) {
        String failure = "unknown";
        try {
            KeySet keys = source.fetch();
            landed(keys);
            failure = "";
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            failure = "the plugin is being unloaded";
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e.toString();
            LOG.log(Level.ERROR, "jwt-auth: keys could not be fetched, by a fault of the plugin", e);
        } finally {
            land(mine, failure);
        }
    }

    private synchronized void landed(KeySet keys) {
        kept = new Kept(keys, ticker.read());
        if (trouble != null) {
            LOG.log(Level.INFO, "jwt-auth: keys can be fetched again, {0} of them", keys.size());
        }
        trouble = null;
    }

    /** Ends a flight; an empty failure is none. */
    private synchronized void land(CompletableFuture<Void> mine, String failure) {
        if (!failure.isEmpty()) {
            Trouble before = trouble;
            Duration pause =
                    before == null ? FIRST_PAUSE : shorter(before.pause().multipliedBy(2), LONGEST_PAUSE);
            trouble = new Trouble(failure, pause, ticker.read() + pause.toNanos());
            // The pause bounds the next attempt now.
            nextRefetch = ticker.read();
            if (before == null) {
                LOG.log(Level.WARNING, "jwt-auth: no keys: {0}; {1}", failure, outlook());
            }
        }
        flight = null;
        mine.complete(null);
    }

    private String outlook() {
        Kept now = kept;
        if (now == null) {
            return "requests get 503 until they can be had";
        }
        long left = TimeUnit.NANOSECONDS.toSeconds(now.since() + usableFor - ticker.read());
        return "the keys from before serve for " + Math.max(0, left) + " s";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether the fetch is over, or there is none. */
    private boolean await(Optional<CompletableFuture<Void>> fetching) throws KeysUnavailableException {
        if (fetching.isEmpty()) {
            return true;
        }
        try {
            fetching.get().get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a flight is never completed by an exception", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("the request was given up while keys were fetched", FIRST_PAUSE);
        }
    }

    private KeysUnavailableException unavailable() {
        Trouble now = trouble;
        if (now == null) {
            return new KeysUnavailableException("they are still being fetched", FIRST_PAUSE);
        }
        Duration left = Duration.ofNanos(now.until() - ticker.read());
        return new KeysUnavailableException(now.reason(), left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left);
    }
}
