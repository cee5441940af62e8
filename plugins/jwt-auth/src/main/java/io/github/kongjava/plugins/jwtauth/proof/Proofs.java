package io.github.kongjava.plugins.jwtauth.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig.Mode;
import io.github.kongjava.plugins.jwtauth.remote.Durations;
import java.time.Clock;
import java.time.Duration;

/**
 * The proofs that were used, kept for the whole plugin: a new instance must not take a proof again that an old one has taken.
 * Configurations with the same lifetime and size share them. Thread safe.
 */
public final class Proofs {

    private static final int MOST = 1000;

    private record Room(Duration lifetime, int size) {

        /** From the first use of a proof that is ahead of its time to its end, and beyond the rounding. */
        Duration held() {
            return lifetime.plus(DpopCheck.AHEAD).plusSeconds(1);
        }
    }

    private final Cache<Room, ReplayCache> used;
    private final Clock clock;
    private final Ticker ticker;

    /** With no proof used yet. */
    public Proofs() {
        this(Clock.systemUTC(), Ticker.systemTicker());
    }

    Proofs(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        used = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<Room, ReplayCache>accessing((room, cache) -> room.held()))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Checks proofs as a configuration says.
     *
     * @throws IllegalArgumentException if a time or size is none; names the field
     */
    public Proof of(ProofConfig config) {
        if (config.dpop() != Mode.OFF) {
            Durations.positive("proof.dpop_lifetime", config.dpopLifetime());
            if (config.dpopReplaySize() < 1) {
                throw new IllegalArgumentException("proof.dpop_replay_size: must be at least 1");
            }
        }
        Room room = new Room(config.dpopLifetime(), config.dpopReplaySize());
        return (presented, claims) -> {
            DpopCheck dpop = new DpopCheck(room.lifetime(), used.get(room, this::cache), clock);
            return new BoundTokens(config, dpop).check(presented, claims);
        };
    }

    private ReplayCache cache(Room room) {
        return new ReplayCache(room.size(), room.held(), ticker);
    }
}
