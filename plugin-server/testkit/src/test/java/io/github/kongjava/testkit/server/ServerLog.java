package io.github.kongjava.testkit.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the server logs while it is open. */
final class ServerLog extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("io.github.kongjava");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ServerLog() {
        setLevel(Level.ALL);
    }

    static ServerLog open() {
        ServerLog log = new ServerLog();
        LOGGER.addHandler(log);
        return log;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
