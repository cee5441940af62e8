package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Reads the values of one message. What the bytes announce but do not hold takes no memory. */
final class MsgPackReader {

    private final MessageUnpacker unpacker;
    private final int size;
    private int values;

    MsgPackReader(byte[] bytes, int from, int to) {
        unpacker = MessagePack.newDefaultUnpacker(bytes, from, to - from);
        size = to - from;
    }

    /** The number of elements of an array. */
    int array() throws IOException, ProtocolException {
        return announced(unpacker.unpackArrayHeader());
    }

    /** The number of entries of a map; an empty array is Lua's way to write an empty map. */
    int map() throws IOException, ProtocolException {
        if (nextType() == ValueType.ARRAY) {
            if (array() != 0) {
                throw new ProtocolException("a list of values where a map is expected");
            }
            return 0;
        }
        return announced(unpacker.unpackMapHeader());
    }

    long whole() throws IOException {
        return unpacker.unpackLong();
    }

    byte[] text() throws IOException, ProtocolException {
        return payload(unpacker.unpackRawStringHeader());
    }

    String string() throws IOException, ProtocolException {
        return Value.string(text());
    }

    /** The next value, if there is a nil. */
    boolean nil() throws IOException {
        return unpacker.tryUnpackNil();
    }

    ValueType nextType() throws IOException {
        return unpacker.getNextFormat().getValueType();
    }

    void end() throws IOException, ProtocolException {
        if (remaining() > 0) {
            throw new ProtocolException("there are " + remaining() + " bytes behind the message");
        }
    }

    Value value() throws IOException, ProtocolException {
        return value(0);
    }

    private Value value(int depth) throws IOException, ProtocolException {
        if (++values > Limits.VALUES) {
            throw new ProtocolException("a message holds more than " + Limits.VALUES + " values");
        }
        MessageFormat format = unpacker.getNextFormat();
        if (format == MessageFormat.NEVER_USED) {
            unpacker.readPayload(1); // what the scanner left of a value
            return Value.TOO_LARGE;
        }
        return switch (format.getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield Value.NIL;
            }
            case BOOLEAN -> new Bool(unpacker.unpackBoolean());
            case INTEGER -> integer(format);
            case FLOAT -> Value.number(unpacker.unpackDouble());
            case STRING -> new Text(text());
            case BINARY -> new Text(payload(unpacker.unpackBinaryHeader()));
            case ARRAY -> list(deeper(depth));
            case MAP -> table(deeper(depth));
            case EXTENSION -> throw new ProtocolException("a MsgPack extension, which Kong never sends");
        };
    }

    private Value integer(MessageFormat format) throws IOException {
        if (format == MessageFormat.UINT64) {
            // Some 64-bit numbers have no place in a long.
            return Value.number(unpacker.unpackBigInteger());
        }
        return new Whole(unpacker.unpackLong());
    }

    private Value list(int depth) throws IOException, ProtocolException {
        int count = array();
        List<Value> items = new ArrayList<>(Math.min(count, Limits.FIRST_ELEMENTS));
        for (int i = 0; i < count; i++) {
            items.add(value(depth));
        }
        return new Seq(items);
    }

    private Value table(int depth) throws IOException, ProtocolException {
        int count = announced(unpacker.unpackMapHeader());
        Map<String, Value> entries = new LinkedHashMap<>(Math.min(2 * count, 2 * Limits.FIRST_ELEMENTS));
        for (int i = 0; i < count; i++) {
            entries.put(key(depth), value(depth));
        }
        return new Table(entries);
    }

    /** A key of a Lua table as a text: not only strings can be keys there. */
    private String key(int depth) throws IOException, ProtocolException {
        Value key = value(depth);
        if (key instanceof Text text) {
            return text.string();
        }
        if (key instanceof Whole whole) {
            return Long.toString(whole.value());
        }
        if (key instanceof Bool bool) {
            return Boolean.toString(bool.value());
        }
        if (key instanceof Value.Real real) {
            return Double.toString(real.value());
        }
        throw new ProtocolException("a key of a map is neither a text nor a number nor a boolean");
    }

    private byte[] payload(int length) throws IOException, ProtocolException {
        return unpacker.readPayload(announced(length));
    }

    private int announced(int count) throws ProtocolException {
        if (count > remaining()) {
            throw new ProtocolException("a value of " + count + " parts in the last " + remaining() + " bytes");
        }
        return count;
    }

    private long remaining() {
        return size - unpacker.getTotalReadBytes();
    }

    private static int deeper(int depth) throws ProtocolException {
        if (depth >= Limits.VALUE_DEPTH) {
            throw new ProtocolException("arrays and maps are nested deeper than " + Limits.VALUE_DEPTH);
        }
        return depth + 1;
    }
}
