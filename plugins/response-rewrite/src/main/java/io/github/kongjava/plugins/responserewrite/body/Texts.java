package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Texts and their bytes, without a character lost. */
final class Texts {

    private Texts() {}

    static String decoded(byte[] bytes, Charset charset) throws UnusableBodyException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnusableBodyException("the body is not in its charset, " + charset);
        }
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
