package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that bodies may take at once, of all responses of this server: a compressed body of some KiB can take a hundred
 * MiB as a document, and fifty of them would take the server from all plugins. A response that finds too little waits for its
 * turn.
 *
 * <p>There are three shares, always claimed in one order, so that no two responses wait for each other. Thread safe.
 */
public final class BodyMemory {

    private static final int UNIT = 1024;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What one works on for some seconds. */
    private static final long OF_A_PROCESSOR = 128L << 20;

    private final Share sent;
    private final Share decoded;
    private final Share documents;
    private final long largest;

    /**
     * For bodies in a heap of so many bytes, of which they take three quarters at most; and no more than so many processors
     * are done with soon.
     */
    public BodyMemory(long heap, int processors) {
        sent = Share.of(heap / 8);
        decoded = Share.of(heap / 8);
        largest = heap / 2;
        documents = Share.of(Math.min(largest, processors * OF_A_PROCESSOR));
    }

    /** For the heap and the processors that this server has. */
    public static BodyMemory ofThisServer() {
        return new BodyMemory(
                Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    }

    private record Share(Semaphore units, int all) {

        static Share of(long bytes) {
            int units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
            return new Share(new Semaphore(units, true), units);
        }

        /** What is larger than everything is let in alone. */
        int units(long bytes) {
            return (int) Math.min(all, bytes / UNIT + 1);
        }
    }

    /** A claim of one response, for nothing yet. */
    public Claim claim() {
        return new Claim();
    }

    /** What one response has. For one thread. */
    public final class Claim implements AutoCloseable {

        private final long until = System.nanoTime() + WAIT_NANOS;
        private int ofSent;
        private int ofDecoded;
        private int ofDocuments;
        private long documentBytes;

        private Claim() {}

        /** Waits for room for a body as it is sent, of at most so many bytes: what comes from the socket, and its copy. */
        void sent(long bytes) throws UnusableBodyException {
            ofSent = taken(sent, 3 * bytes);
        }

        /** Gives back what a body that came does not need. */
        void came(long bytes) {
            ofSent = kept(sent, ofSent, 3 * bytes);
        }

        /** Waits for room to decode a body to at most so many bytes. */
        void decoding(long bytes) throws UnusableBodyException {
            ofDecoded = taken(decoded, 3 * bytes);
        }

        /** Gives back what a body that was decoded does not need. */
        void decoded(long bytes) {
            ofDecoded = kept(decoded, ofDecoded, bytes);
        }

        /**
         * Waits for room for a document or text of so many bytes with so many values, of which each takes some 64.
         *
         * @throws UnusableBodyException also if there will never be
         */
        void document(long bytes, long values) throws UnusableBodyException {
            ofDocuments = taken(documents, estimated(bytes, values));
        }

        /**
         * Takes room for a copy of a part of the document, if there is some now: who has room must not wait for more.
         *
         * @throws UnusableBodyException also if there will never be
         */
        void copy(long bytes, long values) throws UnusableBodyException {
            int units = Math.min(documents.units(estimated(bytes, values)), documents.all() - ofDocuments);
            if (!documents.units().tryAcquire(units)) {
                throw noneLeft();
            }
            ofDocuments += units;
        }

        private long estimated(long bytes, long values) throws UnusableBodyException {
            long estimate = 6 * bytes + 64 * values;
            documentBytes += estimate;
            if (documentBytes > largest) {
                throw new UnusableBodyException("the body's document would take more than half of the heap");
            }
            return estimate;
        }

        private static UnusableBodyException noneLeft() {
            return UnusableBodyException.forNow("there is no memory left for the body beside those of other responses");
        }

        private int taken(Share share, long bytes) throws UnusableBodyException {
            int units = share.units(bytes);
            try {
                // Small bodies do not queue behind large ones.
                if (share.units().tryAcquire(units)
                        || share.units().tryAcquire(units, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return units;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw noneLeft();
        }

        private static int kept(Share share, int units, long bytes) {
            int needed = Math.min(units, share.units(bytes));
            share.units().release(units - needed);
            return needed;
        }

        @Override
        public void close() {
            sent.units().release(ofSent);
            decoded.units().release(ofDecoded);
            documents.units().release(ofDocuments);
        }
    }
}
