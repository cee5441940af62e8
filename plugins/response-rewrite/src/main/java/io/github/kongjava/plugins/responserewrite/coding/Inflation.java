package io.github.kongjava.plugins.responserewrite.coding;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Compressed data of one body, taken apart strictly: whatever a client could read otherwise than it is read here is refused,
 * and so is what grows beyond the limit. For one thread.
 */
final class Inflation implements AutoCloseable {

    private final Inflater inflater;
    private final byte[] source;
    private final BoundedBytes target;
    private final byte[] buffer = new byte[8192];

    /** The Deflate data has a zlib header and checksum, or is raw. */
    Inflation(byte[] source, BoundedBytes target, boolean raw) {
        this.source = source;
        this.target = target;
        inflater = new Inflater(raw);
    }

    /** Writes the data that begins at the offset, and returns the offset of what follows it. */
    int inflate(int offset, Sink also) throws UnusableBodyException {
        inflater.reset();
        inflater.setInput(source, offset, source.length - offset);
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    throw new UnusableBodyException("the compressed body is cut off or needs a dictionary");
                }
                target.write(buffer, 0, length);
                also.take(buffer, length);
            }
        } catch (DataFormatException e) {
            throw new UnusableBodyException("the compressed body is damaged");
        } catch (BoundedBytes.OverLimitException e) {
            throw new UnusableBodyException("the body is over its limit when decompressed");
        }
        return source.length - inflater.getRemaining();
    }

    /** Sees the data that is written. */
    interface Sink {
        void take(byte[] bytes, int length);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
