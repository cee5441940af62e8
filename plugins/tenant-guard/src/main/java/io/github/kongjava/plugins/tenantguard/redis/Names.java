package io.github.kongjava.plugins.tenantguard.redis;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Has addresses of hosts looked up before a connection needs them: Java itself waits for name servers however long they take.
 * A look-up that is late goes on, and whoever asks meanwhile waits for the same one. Thread safe.
 */
final class Names {

    private final Duration timeout;
    private final Consumer<String> lookUp;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    Names(Duration timeout) {
        this(timeout, Names::lookUp);
    }

    Names(Duration timeout, Consumer<String> lookUp) {
        this.timeout = timeout;
        this.lookUp = lookUp;
    }

    /**
     * Returns when Java knows the addresses of a host, or that there are none.
     *
     * @throws JedisConnectionException if that is not known in time
     */
    void await(String host) {
        CompletableFuture<Void> done = underWay.computeIfAbsent(host, this::begin);
        try {
            done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new JedisConnectionException(new SocketTimeoutException("no name server answers in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisConnectionException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up only ends", e);
        }
    }

    private CompletableFuture<Void> begin(String host) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        lookUp.accept(host);
                    } finally {
                        underWay.remove(host);
                        done.complete(null);
                    }
                },
                "tenant-guard looks up " + host);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void lookUp(String host) {
        try {
            InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            // Java remembers that, and whoever connects meets it and says so.
        }
    }
}
