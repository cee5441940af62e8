package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts and their bytes, without a character lost. */
final class Texts {

    private Texts() {}

    /** A byte order mark of the charset is not part of the text: nothing that is looked for at its beginning hides behind it. */
    static String decoded(byte[] bytes, Charset charset) throws UnusableBodyException {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnusableBodyException("the body is not in its charset, " + charset);
        }
    }

    /**
     * Refuses a text that clients may read otherwise than in the charset that is told of it: to browsers a byte order mark
     * says more than Content-Type, and NUL stands in no text but one in UTF-16 or UTF-32.
     */
    static void refuseOtherCharset(byte[] bytes, Charset charset) throws UnusableBodyException {
        boolean marked = beginsWith(bytes, 0xFE, 0xFF)
                || beginsWith(bytes, 0xFF, 0xFE)
                || (beginsWith(bytes, 0xEF, 0xBB, 0xBF) && !charset.equals(StandardCharsets.UTF_8));
        boolean nul = false;
        for (byte each : bytes) {
            nul |= each == 0;
        }
        if (marked || nul) {
            throw new UnusableBodyException("the body looks like a text in a charset other than " + charset);
        }
    }

    private static boolean beginsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] encoded(String text, Charset charset) throws UnusableBodyException {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new UnusableBodyException("the new body cannot be written in its charset, " + charset);
        }
    }
}
