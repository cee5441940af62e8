package io.github.kongjava.e2e.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that send one request after the other over connections kept alive, and judge every answer. As any client does, they
 * repeat a request on a new connection if the old one turns out to be closed before it. Thread-safe.
 */
public final class Traffic implements AutoCloseable {

    /** The verdict on a request that got no whole answer; the reason follows. */
    public static final String NO_ANSWER = "no answer: ";

    /** What the clients do. */
    public interface Script {

        /** The request with this number. */
        Request request(long number);

        /** What is to be said of its answer. */
        String verdict(long number, Answer answer);
    }

    private final int port;
    private final Script script;
    private final AtomicLong left;
    private final Map<String, LongAdder> verdicts = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();

    private Traffic(int port, Script script, long requests) {
        this.port = port;
        this.script = script;
        this.left = new AtomicLong(requests);
    }

    /** Sends so many requests, judges them, and returns how often each verdict was given. */
    public static Map<String, Long> of(long requests, int clients, int port, Script script)
            throws InterruptedException {
        try (Traffic traffic = new Traffic(port, script, requests).start(clients)) {
            traffic.join();
            return traffic.verdicts();
        }
    }

    /** Sends requests until it is told to end. */
    public static Traffic endless(int clients, int port, Script script) {
        return new Traffic(port, script, Long.MAX_VALUE).start(clients);
    }

    private Traffic start(int count) {
        for (int i = 0; i < count; i++) {
            Thread client = new Thread(this::send, "client-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        return this;
    }

    private Map<String, Long> verdicts() {
        Map<String, Long> counts = new TreeMap<>();
        verdicts.forEach((verdict, count) -> counts.put(verdict, count.sum()));
        return counts;
    }

    /** How many requests were judged so far. */
    public long answered() {
        return verdicts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private void send() {
        Optional<HttpConnection> kept = Optional.empty();
        for (long number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
            kept = exchange(number, kept);
        }
        kept.ifPresent(Traffic::drop);
    }

    private Optional<HttpConnection> exchange(long number, Optional<HttpConnection> kept) {
        Request request = script.request(number);
        try {
            return ask(number, request, kept.isPresent() ? kept.get() : HttpConnection.open(port));
        } catch (StaleConnectionException e) {
            kept.ifPresent(Traffic::drop);
            return exchange(number, Optional.empty());
        } catch (IOException e) {
            kept.ifPresent(Traffic::drop);
            count(NO_ANSWER + e);
            return Optional.empty();
        }
    }

    private Optional<HttpConnection> ask(long number, Request request, HttpConnection connection) throws IOException {
        Answer answer = connection.send(request);
        count(script.verdict(number, answer));
        if (connection.isOver()) {
            connection.close();
            return Optional.empty();
        }
        return Optional.of(connection);
    }

    private void count(String verdict) {
        verdicts.computeIfAbsent(verdict, any -> new LongAdder()).increment();
    }

    private static void drop(HttpConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    private void join() throws InterruptedException {
        for (Thread client : clients) {
            client.join();
        }
    }

    /** Sends no more, waits until all requests have their verdict, and returns how often each was given. */
    public Map<String, Long> end() throws InterruptedException {
        close();
        join();
        return verdicts();
    }

    /** Sends no more. */
    @Override
    public void close() {
        left.set(0);
    }
}
