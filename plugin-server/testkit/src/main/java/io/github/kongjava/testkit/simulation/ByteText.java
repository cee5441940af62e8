package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lua's strings as Java strings with one character a byte. */
public final class ByteText {

    private ByteText() {}

    /** The bytes as such a string. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The UTF-8 bytes of an ordinary string as such a string. */
    public static String ofUtf8(String string) {
        return of(string.getBytes(StandardCharsets.UTF_8));
    }

    /** The string's bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The string as a value. */
    public static Value.Text value(String text) {
        return new Value.Text(bytes(text));
    }

    /** The strings as a list of values. */
    public static Value.Seq values(List<String> texts) {
        return new Value.Seq(texts.stream().<Value>map(ByteText::value).toList());
    }
}
