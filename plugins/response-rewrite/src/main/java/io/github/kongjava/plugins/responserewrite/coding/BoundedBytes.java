package io.github.kongjava.plugins.responserewrite.coding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes up to a limit. For one thread. */
public final class BoundedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long limit;

    /** With at most so many bytes. */
    public BoundedBytes(long limit) {
        this.limit = limit;
    }

    /** More bytes came than may. */
    public static final class OverLimitException extends IOException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void write(int one) throws OverLimitException {
        check(1);
        bytes.write(one);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws OverLimitException {
        check(length);
        bytes.write(source, offset, length);
    }

    private void check(int more) throws OverLimitException {
        if (bytes.size() + (long) more > limit) {
            throw new OverLimitException();
        }
    }

    /** What came so far. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
