package io.github.kongjava.server.event;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** All work in flight, by number. Numbers begin anywhere, so that one of a former process hits nothing here. Thread safe. */
final class Works {

    private final Map<Long, Work> inFlight = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(ThreadLocalRandom.current().nextInt(1, 1 << 30));
    private final AtomicInteger count = new AtomicInteger();
    private final int limit;

    Works(int limit) {
        this.limit = limit;
    }

    /** A number for the next work. */
    long number() {
        return next.getAndIncrement();
    }

    /** Takes one of the places; false if all are taken. */
    boolean enter() {
        if (count.incrementAndGet() <= limit) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Gives the place back. */
    void leave() {
        count.decrementAndGet();
    }

    void add(long number, Work work) {
        inFlight.put(number, work);
    }

    void remove(long number) {
        inFlight.remove(number);
    }

    Optional<Work> find(long number) {
        return Optional.ofNullable(inFlight.get(number));
    }

    Collection<Work> all() {
        return inFlight.values();
    }

    int count() {
        return count.get();
    }
}
