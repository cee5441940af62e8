package io.github.kongjava.pdk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text as Kong has it: bytes, mostly but not always UTF-8. Immutable: arrays are copied on the way in and out. */
final class Octets {

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    static Octets of(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** Of a String, a byte[], a number or a boolean; what and name are for the message about anything else. */
    static Octets of(String what, String name, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return of(bytes);
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return of(value.toString());
        }
        throw new IllegalArgumentException(
                what + " " + name + ": a value is a String, a byte[], a number, a boolean, or a"
                        + " collection of these, not "
                        + (value == null ? "null" : value.getClass().getName()));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
