package io.github.kongjava.plugins.circuitbreaker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Permits of requests on their way. One whose end Kong never tells is given up when its lease is over. Thread safe. */
public final class Leases {

    private static final int MOST = 1_000_000;

    /** No id of a former process is one of this. */
    private final String process = UUID.randomUUID().toString();

    private final AtomicLong last = new AtomicLong();
    private final Cache<String, Permit> open;

    Leases(Duration lease, Ticker ticker) {
        open = Caffeine.newBuilder()
                .expireAfterWrite(lease)
                .maximumSize(MOST)
                .ticker(ticker)
                .executor(Runnable::run)
                .<String, Permit>evictionListener((id, permit, cause) -> {
                    if (permit != null) {
                        permit.giveUp();
                    }
                })
                .build();
    }

    /** Keeps a permit under a new id. */
    public String open(Permit permit) {
        String id = process + "-" + last.incrementAndGet();
        open.put(id, permit);
        return id;
    }

    /** Gives up what is over by now; otherwise that happens when another permit is opened or closed. */
    void sweep() {
        open.cleanUp();
    }

    /** Takes a permit back; empty if there is none, or none any more. */
    public Optional<Permit> close(String id) {
        return Optional.ofNullable(open.asMap().remove(id));
    }
}
