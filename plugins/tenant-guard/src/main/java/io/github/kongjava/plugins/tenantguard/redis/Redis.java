package io.github.kongjava.plugins.tenantguard.redis;

import io.github.kongjava.plugins.tenantguard.config.RedisConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis, and whether it is of use to ask it: after a failure one request a second tries, and the others do not wait for it.
 * Thread safe.
 */
public final class Redis implements AutoCloseable {

    private static final Logger LOG = System.getLogger("tenant-guard");
    private static final long PAUSE_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final Node node;
    private final LongSupplier clock;
    private final String shown;
    private final BiConsumer<String, String> status;

    /** When it may be tried again; 0 while it answers. */
    private final AtomicLong pausedUntil = new AtomicLong();

    /** When it may be said again that more is asked than it answers. */
    private final AtomicLong busyNextTold = new AtomicLong(Long.MIN_VALUE);

    /**
     * The one of a configuration.
     *
     * @param clock in milliseconds, which never goes back
     * @param status is told when it fails, and when it is back
     */
    public Redis(RedisConfig config, LongSupplier clock, BiConsumer<String, String> status) {
        this(new Node(config, config.timeout()), config, clock, status);
    }

    Redis(Node node, RedisConfig config, LongSupplier clock, BiConsumer<String, String> status) {
        this.node = node;
        this.clock = clock;
        this.status = status;
        shown = "redis " + config.host().orElseThrow() + ":" + config.port();
    }

    /**
     * What the script answers; empty if it cannot be asked.
     *
     * @param numbers how many it answers
     */
    Optional<List<Long>> take(List<String> keys, List<String> arguments, int numbers) {
        long until = pausedUntil.get();
        if (until != 0 && !isTrial(until)) {
            return Optional.empty();
        }
        try {
            List<Long> answer = node.take(keys, arguments, numbers);
            if (until != 0) {
                answersAgain();
            }
            return Optional.of(answer);
        } catch (JedisException e) {
            if (Node.wasBusy(e)) {
                busy();
            } else {
                failed(e);
            }
            return Optional.empty();
        }
    }

    /** It answers others, so nobody else does without. */
    private void busy() {
        long now = clock.getAsLong();
        long next = busyNextTold.get();
        if (now >= next && busyNextTold.compareAndSet(next, now + MINUTE_MILLIS)) {
            LOG.log(
                    Level.WARNING,
                    "tenant-guard: " + shown + " has more to answer than its connections can take: some requests did"
                            + " without it");
        }
    }

    private boolean isTrial(long until) {
        long now = clock.getAsLong();
        return now >= until && pausedUntil.compareAndSet(until, now + PAUSE_MILLIS);
    }

    /** Only a trial says so: what was asked before a failure says nothing of what came after it. */
    private void answersAgain() {
        if (pausedUntil.getAndSet(0) != 0) {
            LOG.log(Level.INFO, "tenant-guard: " + shown + " answers again");
            status.accept(shown, "");
        }
    }

    private void failed(JedisException e) {
        if (pausedUntil.getAndSet(Math.max(1, clock.getAsLong() + PAUSE_MILLIS)) == 0) {
            LOG.log(Level.WARNING, "tenant-guard: " + shown + " cannot be asked: " + reason(e));
            status.accept(shown, "cannot be asked");
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        // What became of each address of the host is not the cause of the failure, but suppressed by it.
        String address = cause.getSuppressed().length > 0 ? " " + cause.getSuppressed()[0].getMessage() : "";
        return cause.getClass().getSimpleName() + ": " + cause.getMessage() + address;
    }

    @Override
    public void close() {
        status.accept(shown, "");
        node.close();
    }
}
