package io.github.kongjava.plugins.responserewrite.coding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** A content coding that can be undone and done again. */
public enum Coding {
    /** RFC 1952. */
    GZIP {
        @Override
        void decode(byte[] coded, BoundedBytes target) throws UnusableBodyException {
            Gzip.decode(coded, target);
        }

        @Override
        OutputStream encoder(OutputStream target) throws IOException {
            return new GZIPOutputStream(target);
        }
    },
    /** RFC 1950; what comes may be raw Deflate data too, as some servers send it. */
    DEFLATE {
        @Override
        void decode(byte[] coded, BoundedBytes target) throws UnusableBodyException {
            try (Inflation inflation = new Inflation(coded, target, !beginsLikeZlib(coded))) {
                if (inflation.inflate(0, (bytes, length) -> {}) != coded.length) {
                    throw new UnusableBodyException("something follows the compressed body");
                }
            }
        }

        @Override
        OutputStream encoder(OutputStream target) {
            return new DeflaterOutputStream(target);
        }
    };

    abstract void decode(byte[] coded, BoundedBytes target) throws UnusableBodyException;

    abstract OutputStream encoder(OutputStream target) throws IOException;

    private static boolean beginsLikeZlib(byte[] coded) {
        return coded.length >= 2 && (coded[0] & 0x0F) == 8 && ((coded[0] & 0xFF) << 8 | (coded[1] & 0xFF)) % 31 == 0;
    }

    byte[] encode(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream encoder = encoder(bytes)) {
            encoder.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
