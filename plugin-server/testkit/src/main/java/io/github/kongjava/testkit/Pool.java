package io.github.kongjava.testkit;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The idle connections of one worker: the last one used is the next one used, or a random one. Thread safe. */
final class Pool implements Closeable {

    private final Path socket;
    private final WorkerOptions options;
    private final Random random;
    private final List<Link> idle = new ArrayList<>();
    private boolean closed;

    Pool(Path socket, WorkerOptions options) {
        this.socket = socket;
        this.options = options;
        this.random = new Random(options.spread().orElse(0));
    }

    /** Opens the connections that shall be there from the start. */
    void fill() throws LinkFailure {
        for (int i = 0; i < options.connections(); i++) {
            giveBack(Link.open(socket, options.readTimeout()));
        }
    }

    Link take() throws LinkFailure {
        for (Link link = poll(); link != null; link = poll()) {
            if (link.usable()) {
                return link;
            }
            link.close();
        }
        return Link.open(socket, options.readTimeout());
    }

    private synchronized @org.jspecify.annotations.Nullable Link poll() {
        if (idle.isEmpty()) {
            return null;
        }
        int index = options.spread().isPresent() ? random.nextInt(idle.size()) : idle.size() - 1;
        return idle.remove(index);
    }

    void giveBack(Link link) {
        synchronized (this) {
            if (!closed) {
                idle.add(link);
                return;
            }
        }
        link.close();
    }

    @Override
    public void close() {
        List<Link> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(Link::close);
    }
}
