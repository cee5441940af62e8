package io.github.kongjava.server;

import io.github.kongjava.server.event.Adoption;
import io.github.kongjava.server.event.Connections;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.owner.Owner;
import io.github.kongjava.server.owner.Owners;
import io.github.kongjava.server.owner.Owners.Fate;
import io.github.kongjava.server.transport.Connection;
import io.github.kongjava.server.transport.Peer;
import io.github.kongjava.server.transport.UnixListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A plugin server: listens on a Unix socket and serves plugins to Kong in both protocols. Thread safe.
 *
 * <p>{@link #close()} ends it in an orderly way: it stops listening, tells Kong to ask somebody else, and waits for the
 * events in flight. It never removes the socket's file, which may be its successor's.
 */
public final class PluginServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.github.kongjava");
    private static final long ACCEPT_AGAIN_MILLIS = 100;
    private static final long ACCEPT_END_MILLIS = 2_000;
    private static final long PARENT_PERIOD_MILLIS = 200;
    private static final long CLOCK_MARGIN_MILLIS = 50;
    private static final long DRAIN_PERIOD_MILLIS = 10;

    private final ServerOptions options;
    private final UnixListener listener;
    private final @Nullable Owners owners;
    private final Connections connections;
    private final Semaphore places;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean orphaned;
    private final CountDownLatch acceptEnded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private PluginServer(ServerOptions options, Plugins plugins, @Nullable Owners owners, UnixListener listener) {
        this.options = options;
        this.owners = owners;
        this.listener = listener;
        this.connections = new Connections(
                plugins,
                options.maxMessageBytes(),
                options.maxEvents(),
                options.maxStuckThreads(),
                options.instanceIdle(),
                this::adopt);
        this.places = new Semaphore(options.maxConnections());
    }

    /**
     * Starts a server; it listens when this method returns.
     *
     * @throws IOException if it cannot listen on the socket's path; the message says why
     */
    public static PluginServer start(ServerOptions options, Plugins plugins) throws IOException {
        return start(options, plugins, null);
    }

    /**
     * Starts a server that passes from one launcher to the next while Kong lives; the options' {@code watchParent} is not
     * used then.
     *
     * @throws IOException if it cannot listen on the socket's path; the message says why
     */
    public static PluginServer startOwned(ServerOptions options, Plugins plugins, Owners owners) throws IOException {
        return start(options, plugins, owners);
    }

    private static PluginServer start(ServerOptions options, Plugins plugins, @Nullable Owners owners)
            throws IOException {
        UnixListener listener = UnixListener.listen(options.socket(), options.socketMode());
        PluginServer server = new PluginServer(options, plugins, owners, listener);
        server.thread("kong-java-accept", server::acceptUntilStopped);
        if (owners != null) {
            server.thread("kong-java-owners", () -> untiringly(() -> server.watch(owners)));
        } else if (options.watchParent()) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(
                            parent -> server.thread("kong-java-parent", () -> untiringly(() -> server.watch(parent))));
        }
        return server;
    }

    private void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Runs a task to its end, again whenever memory runs out: it does so in any thread, whichever plugin takes it, and without
     * these the server would live on and hear nobody, nor end with its launcher.
     */
    static void untiringly(Runnable task) {
        boolean ended = false;
        while (!ended) {
            try {
                task.run();
                ended = true;
            } catch (OutOfMemoryError e) {
                // To say so would take memory; what ran out of it says so.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ACCEPT_AGAIN_MILLIS));
            }
        }
    }

    /** The absolute path of the socket. */
    public Path socket() {
        return listener.path();
    }

    /** How many events are in flight. */
    public int eventsInFlight() {
        return connections.eventsInFlight();
    }

    /** How many connections are open. */
    public int openConnections() {
        return open.size();
    }

    private void acceptUntilStopped() {
        try {
            untiringly(this::accept);
        } finally {
            acceptEnded.countDown();
        }
    }

    private void accept() {
        try {
            while (!listener.isStopped()) {
                awaitPlace();
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() {
        try {
            serve(listener.accept());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The library throws one of the first two when the listener is closed.
            places.release();
            acceptAgain(e);
        }
    }

    private void awaitPlace() throws InterruptedException {
        if (!places.tryAcquire()) {
            LOG.log(
                    Level.ERROR,
                    "all " + options.maxConnections() + " connections are in use; further ones wait until one ends");
            places.acquire();
        }
    }

    private void serve(Connection connection) throws IOException {
        open.add(connection);
        boolean served = false;
        try {
            connections.serve(connection, () -> {
                open.remove(connection);
                places.release();
            });
            served = true;
        } finally {
            if (!served) { // there is no thread for it
                connection.onClose(() -> open.remove(connection));
                connection.close();
            }
        }
    }

    private void acceptAgain(Throwable e) {
        if (listener.isStopped()) {
            return;
        }
        LOG.log(Level.ERROR, "cannot accept a connection: " + e.getMessage());
        try {
            if (closing.await(ACCEPT_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "accepting ends");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kong's worker ends without a signal when it crashes; then this process gets another parent. */
    private void watch(ProcessHandle parent) {
        try {
            while (!closing.await(PARENT_PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                Optional<ProcessHandle> now = ProcessHandle.current().parent();
                if (now.isEmpty() || now.get().pid() != parent.pid()) {
                    LOG.log(
                            Level.WARNING,
                            "the process that started this server (" + parent.pid() + ") is gone: ending");
                    orphaned = true;
                    ended.countDown();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Owners owned) {
        try {
            Fate fate = Fate.STAY;
            while (fate == Fate.STAY && !closing.await(PARENT_PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                fate = owned.look(!open.isEmpty(), listener.isSucceeded());
            }
            orphaned = fate == Fate.END_AT_ONCE;
            ended.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Adoption adopt(Peer peer, String identity, long launcher) {
        if (owners == null) {
            return new Adoption.Refused("it ends with the process that started it");
        }
        Optional<Owner> owner = Owner.of(launcher);
        if (owner.isEmpty()) {
            return new Adoption.Refused("the launcher is gone");
        }
        Optional<String> refusal = owners.adopt(peer, identity, owner.get());
        if (refusal.isPresent()) {
            return new Adoption.Refused(refusal.get());
        }
        refreshPlugins(owner.get());
        return owners.agreed();
    }

    /** Kong read the plugins anew as well; what its new workers have started before that is to be of the new code. */
    private void refreshPlugins(Owner owner) {
        Duration lately = Duration.ofMinutes(1);
        try {
            lately = owner.age().plusMillis(CLOCK_MARGIN_MILLIS);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot see when Kong's worker was started: " + e.getMessage());
        }
        connections.refreshPlugins(lately);
    }

    /** Waits until the server was closed, or the process that started it is gone. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Ends the server; events in flight have the options' time to finish. Later calls wait for the first. */
    @Override
    public void close() {
        synchronized (closing) {
            if (closing.getCount() == 0) {
                return;
            }
            closing.countDown();
            stopListening();
            connections.drain();
            awaitEvents();
            connections.close();
            open.forEach(Connection::shutdown);
            ended.countDown();
        }
    }

    private void stopListening() {
        listener.stop();
        places.release(); // for an accepting thread that waits for one
        try {
            if (acceptEnded.await(ACCEPT_END_MILLIS, TimeUnit.MILLISECONDS)) {
                listener.close();
            } else {
                LOG.log(Level.WARNING, "the thread that accepts connections does not end; its socket stays open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot stop listening: " + e.getMessage());
        }
    }

    private void awaitEvents() {
        long drain = orphaned ? 0 : options.drain().toNanos(); // there is nobody left to be answered
        long deadline = System.nanoTime() + drain;
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (connections.eventsInFlight() > 0 && System.nanoTime() < deadline) {
                if (never.await(DRAIN_PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = connections.eventsInFlight();
        if (left > 0) {
            LOG.log(Level.WARNING, left + " events were still in flight at the end");
        }
    }
}
