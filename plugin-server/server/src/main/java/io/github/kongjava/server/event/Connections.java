package io.github.kongjava.server.event;

import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.instance.Instances;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.transport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves connections, each in either protocol or in both. Threads are platform threads: a read through jnr
 * blocks, and would pin the carrier of a virtual thread. Thread safe.
 */
public final class Connections implements AutoCloseable {

    private static final long IDLE_THREAD_SECONDS = 60;

    private final AtomicLong threadNumber = new AtomicLong();
    private final ExecutorService threads;
    private final Dispatch dispatch;
    private final Conversations conversations;
    private final Supervisor supervisor;

    /**
     * Begins to supervise; connections come by {@link #serve}.
     *
     * @param maxMessage the largest message in bytes
     * @param maxEvents how many events run at once
     * @param maxStuckThreads how many threads of one plugin may be past their deadline
     * @param instanceIdle after this time without an event an instance ends
     * @param adopter answers servers that are about to start
     */
    public Connections(
            Plugins plugins,
            int maxMessage,
            int maxEvents,
            int maxStuckThreads,
            Duration instanceIdle,
            Adopter adopter) {
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
        Barrier barrier = new Barrier();
        Instances instances = new Instances(barrier, threads);
        Works works = new Works(maxEvents);
        this.dispatch = new Dispatch(plugins, instances, barrier, works, threads, maxStuckThreads, adopter);
        this.conversations = new Conversations(dispatch, maxMessage);
        this.supervisor = new Supervisor(works, instances, threads, instanceIdle);
        Thread watching = new Thread(supervisor, "kong-java-supervisor");
        watching.setDaemon(true);
        watching.start();
    }

    private Thread thread(Runnable loop) {
        Runnable withPipeClosed = () -> {
            try {
                loop.run();
            } finally {
                MsgPackEvent.closeWakeup();
            }
        };
        Thread thread = new Thread(withPipeClosed, "kong-java-" + threadNumber.incrementAndGet());
        thread.setDaemon(true); // a plugin's endless loop must not keep the process
        return thread;
    }

    /**
     * Serves a connection until its end, in a thread of its own.
     *
     * @param atEnd is run when the connection is closed
     */
    public void serve(Connection connection, Runnable atEnd) {
        connection.onClose(atEnd);
        threads.execute(() -> conversations.serve(connection));
    }

    /**
     * Looks whether there are other plugins by now.
     *
     * @param lately instances of replaced plugins that were started within this time are started anew by Kong
     */
    public void refreshPlugins(Duration lately) {
        List<Plugin> gone = dispatch.plugins().refresh();
        if (!gone.isEmpty()) {
            dispatch.instances().replace(gone, lately);
        }
    }

    /** From now on Kong is told to ask somebody else; events in flight go on. */
    public void drain() {
        dispatch.drain();
    }

    /** How many events are in flight. */
    public int eventsInFlight() {
        return dispatch.works().count();
    }

    /** Ends all instances and threads; the connections end with the process, or when Kong closes them. */
    @Override
    public void close() {
        dispatch.instances().closeAll();
        supervisor.end();
        threads.shutdown();
    }
}
