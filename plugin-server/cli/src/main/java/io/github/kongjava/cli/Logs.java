package io.github.kongjava.cli;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends what is logged to standard error, one line a record: Kong reads it line by line. */
final class Logs {

    private Logs() {}

    /** Sets logging up for this process; to be called before anything is logged. */
    static void configure(LogLevel level) {
        System.setProperty("java.util.logging.manager", Lasting.class.getName());
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new StandardError());
        root.setLevel(level.level());
    }

    static void log(System.Logger.Level level, String message) {
        System.getLogger("io.github.kongjava").log(level, message);
    }

    /** The JDK's own manager drops all handlers when the process begins to end, and with them the last lines. */
    public static final class Lasting extends LogManager {

        /** For the JDK. */
        public Lasting() {}

        @Override
        public void reset() {}
    }

    private static final class StandardError extends Handler {

        private final LineFormatter formatter = new LineFormatter();

        @Override
        public void publish(LogRecord entry) {
            System.err.println(formatter.format(entry));
        }

        @Override
        public void flush() {
            System.err.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
