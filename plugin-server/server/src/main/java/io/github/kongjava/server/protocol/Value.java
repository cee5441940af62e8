package io.github.kongjava.server.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A value on its way between Kong and a plugin, the same for both protocols. Lua's strings are bytes, so {@link Text}
 * holds bytes. Lists and maps may hold {@link Nil}. Immutable, provided that nobody writes to a text's array.
 */
public sealed interface Value {

    /** Lua's nil; also what an empty ProtoBuf reply stands for. */
    record Nil() implements Value {}

    /** A boolean. */
    record Bool(boolean value) implements Value {}

    /** A number without fraction. */
    record Whole(long value) implements Value {}

    /** Any other number. */
    record Real(double value) implements Value {}

    /** A Lua string: any bytes. */
    record Text(byte[] bytes) implements Value {

        /**
         * The bytes read as UTF-8 if they are UTF-8, else as ISO-8859-1, one character a byte. Header values may be either.
         */
        public String string() {
            return Value.string(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(bytes, text.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Shows the length alone: texts may be secrets. */
        @Override
        public String toString() {
            return "Text[" + bytes.length + " bytes]";
        }
    }

    /** A list. */
    record Seq(List<Value> items) implements Value {}

    /** A map. Integer keys, as Kong sends them for lists with gaps, are decimal texts here. */
    record Table(Map<String, Value> entries) implements Value {}

    /** Stands for a value that goes over {@link Limits} and was not kept. Only ever the whole answer to a PDK call. */
    record TooLarge() implements Value {}

    /** The one nil. */
    Value NIL = new Nil();

    /** The one value that was too large. */
    Value TOO_LARGE = new TooLarge();

    /**
     * A number: {@link Whole} if it has no fraction and a double holds it exactly, else {@link Real}. ProtoBuf knows doubles
     * only, and MsgPack's integers end there too.
     */
    static Value number(double number) {
        long whole = (long) number;
        boolean exact = whole == number && Math.abs(whole) < 1L << 53;
        return exact ? new Whole(whole) : new Real(number);
    }

    /** A number of any size: {@link Whole} if it fits, else the nearest {@link Real}. */
    static Value number(BigInteger number) {
        return number.bitLength() < Long.SIZE ? new Whole(number.longValue()) : new Real(number.doubleValue());
    }

    /** A text of the string's UTF-8 bytes. */
    static Text text(String string) {
        return new Text(string.getBytes(StandardCharsets.UTF_8));
    }

    /** See {@link Text#string()}. */
    static String string(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decode(bytes);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
