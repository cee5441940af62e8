package io.github.kongjava.pdk.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A text that must not be seen: a password, a key. As the type of a component of a config record it is a string for Kong,
 * {@link Referenceable} and {@link Encrypted}; the generated {@code toString} of the record shows {@code ***} for it.
 *
 * <p>Immutable. Compared in a time that does not depend on where two secrets of one length differ.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** A secret of that text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself. Keep it out of logs and of the messages of exceptions. */
    public String reveal() {
        return text;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Three stars, whatever the text. */
    @Override
    public String toString() {
        return "***";
    }
}
