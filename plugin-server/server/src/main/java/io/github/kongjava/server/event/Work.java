package io.github.kongjava.server.event;

import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.Place;
import io.github.kongjava.server.barrier.PluginTally;
import io.github.kongjava.server.transport.Connection.Peek;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Plugin code that runs on behalf of a message of Kong, in the thread that owns the message's connection, until a deadline.
 *
 * <p>When the deadline passes, or Kong goes away, while the plugin's own code runs, the supervisor takes the work over: the
 * connection goes to another thread, which answers, and the thread that is stuck in the plugin has lost it ({@link #finish}
 * returns false).
 *
 * <p>State is guarded by the object's monitor.
 */
abstract class Work {

    /** Why a work is over that its own thread did not finish. */
    enum Ending {
        DEADLINE,
        ABANDONED,
        DETACHED
    }

    private enum State {
        RUNNING,
        CALLING,
        OVER
    }

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    /** Kong's side is looked at only for work that lasts; most is over before. */
    private static final long LOOK_AFTER_NANOS = 100_000_000;

    private static final StackTraceElement[] NO_STACK = {};

    private final Place place;
    private final PluginTally tally;
    private final Thread thread = Thread.currentThread();
    private final long begun = System.nanoTime();
    private final long deadline;
    private State state = State.RUNNING;
    private @Nullable Ending ending;

    Work(Place place, PluginTally tally, long timeoutNanos) {
        this.place = place;
        this.tally = tally;
        this.deadline = begun + timeoutNanos;
    }

    final Place place() {
        return place;
    }

    final PluginTally tally() {
        return tally;
    }

    final long begun() {
        return begun;
    }

    final long nanosLeft() {
        return deadline - System.nanoTime();
    }

    final boolean isOwner() {
        return Thread.currentThread() == thread;
    }

    /** Whether the work ended by something else than its own thread, and by what. */
    final synchronized @Nullable Ending ending() {
        return ending;
    }

    final synchronized boolean isCalling() {
        return state == State.CALLING;
    }

    /** The thread leaves the plugin's code for a PDK call; false if the work is over. */
    final synchronized boolean enterCall() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.CALLING;
        return true;
    }

    /** The thread goes back to the plugin's code. */
    final synchronized void leaveCall() {
        if (state == State.CALLING) {
            state = State.RUNNING;
        }
    }

    /** The thread itself finds, in a PDK call, that the work is over; it keeps what it owns. */
    final synchronized void giveUp(Ending why) {
        if (ending == null) {
            ending = why;
        }
    }

    /**
     * The thread came back from the plugin's code for good.
     *
     * @return false if another thread has taken the work over; the calling thread owns nothing any longer
     */
    final boolean finish() {
        synchronized (this) {
            if (state != State.OVER) {
                state = State.OVER;
                return true;
            }
        }
        tally.threadReturned();
        Thread.interrupted(); // meant for the plugin's code, which is over
        return false;
    }

    /** Looks whether the work has to be taken over; called by the supervisor. */
    final void examine(long now, Executor threads) {
        StackTraceElement[] stack = now - deadline >= 0 ? thread.getStackTrace() : NO_STACK; // before the interrupt
        Ending why = takeOver(now);
        if (why != null) {
            tally.threadStuck();
            if (why == Ending.DEADLINE) {
                tally.timeout();
                log(now, stack);
            } else {
                tally.abandonment();
            }
            threads.execute(() -> takenOver(why));
        }
    }

    private synchronized @Nullable Ending takeOver(long now) {
        if (state != State.RUNNING) {
            return null;
        }
        Ending why = null;
        if (now - deadline >= 0) {
            why = Ending.DEADLINE;
        } else if (now - begun >= LOOK_AFTER_NANOS) {
            why = switch (look()) {
                case END -> Ending.ABANDONED;
                case DATA -> Ending.DETACHED;
                case NOTHING -> null;
            };
        }
        if (why != null) {
            state = State.OVER;
            ending = why;
            thread.interrupt();
        }
        return why;
    }

    private void log(long now, StackTraceElement[] stack) {
        StringBuilder frames = new StringBuilder();
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().equals(Barrier.class.getName())) {
                break; // what is below is ours
            }
            frames.append(" at ").append(frame);
        }
        LOG.log(
                Level.ERROR,
                place + " passed its deadline after " + (now - begun) / 1_000_000
                        + " ms; it was answered for and its thread interrupted, which is" + frames);
    }

    /** What has come on the work's connection; called with the monitor held. */
    abstract Peek look();

    /** Answers for the work and serves its connection on; called without the monitor, in a thread of its own. */
    abstract void takenOver(Ending why);
}
