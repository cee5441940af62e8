package io.github.kongjava.server.barrier;

import io.github.kongjava.pdk.ExitException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs plugin code so that nothing it throws gets out, and says in one line what went wrong. Thread safe.
 *
 * <p>The stack trace of a failure is logged the first time that a throwable of this class comes from this place, and at
 * debug level from then on, so that a plugin that fails for every request does not fill the log.
 */
public final class Barrier {

    /** Plugin code: a constructor, a phase, or a close. */
    @FunctionalInterface
    public interface PluginCode {
        /** Runs it. */
        void run() throws Throwable;
    }

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    private static final int REMEMBERED_FAILURES = 1_000;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Runs plugin code, with its class loader as the thread's context class loader: libraries look there for services.
     *
     * @return what it threw, unless that was the exception that ends a phase after an exit
     */
    @SuppressWarnings({"removal", "PMD.AvoidCatchingThrowable"
    }) // every Throwable, ThreadDeath included: that is the purpose
    public Optional<Throwable> run(ClassLoader loader, PluginCode code) {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            code.run();
            return Optional.empty();
        } catch (ExitException e) {
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    /** Logs a failure: one line, and the stack trace if it is a new one. */
    public void log(Place place, Throwable failure) {
        try {
            boolean first = isNew(place, failure);
            Level level = first ? Level.ERROR : Level.DEBUG;
            LOG.log(Level.ERROR, place + " failed: " + describe(failure));
            if (LOG.isLoggable(level)) {
                LOG.log(level, place + " stack of the failure", failure);
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "a plugin failed, and there was no room to say how");
        }
    }

    private boolean isNew(Place place, Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String key = place.plugin() + place.code() + failure.getClass().getName() + (stack.length > 0 ? stack[0] : "");
        return seen.size() < REMEMBERED_FAILURES && seen.add(key);
    }

    /** The class and message of a throwable, even of one whose own methods throw. */
    public static String describe(Throwable failure) {
        try {
            Throwable cause = failure.getCause();
            String text = String.valueOf(failure);
            return cause == null || cause == failure ? text : text + ", caused by " + cause;
        } catch (Throwable e) { // the plugin's own getMessage or toString
            return failure.getClass().getName();
        }
    }
}
