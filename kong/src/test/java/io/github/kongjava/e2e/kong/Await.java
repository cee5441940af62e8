package io.github.kongjava.e2e.kong;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. The limit only ends a wait for what never comes. */
public final class Await {

    private static final long LIMIT_SECONDS = 60;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        /** Whether it is so by now. */
        boolean holds() throws Exception;
    }

    /** What is waited for, with what comes of it. */
    @FunctionalInterface
    public interface Source<T> {
        /** The value, once it is there. */
        Optional<T> value() throws Exception;
    }

    private Await() {}

    /** Returns once the condition holds. */
    public static void until(String what, Condition condition) throws Exception {
        value(what, () -> condition.holds() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the value once it is there. */
    public static <T> T value(String what, Source<T> source) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Optional<T> value = source.value();
        while (value.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + LIMIT_SECONDS + " s in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            value = source.value();
        }
        return value.get();
    }
}
