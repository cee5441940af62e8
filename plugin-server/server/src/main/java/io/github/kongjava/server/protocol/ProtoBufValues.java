package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Real;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code google.protobuf.Value}, {@code Struct} and {@code ListValue}. The two sides write nil in different ways: Kong
 * writes {@code null_value}, but would read it as a text; so a server leaves the value empty.
 */
final class ProtoBufValues {

    private static final int NULL = 1;
    private static final int NUMBER = 2;
    private static final int STRING = 3;
    private static final int BOOL = 4;
    private static final int STRUCT = 5;
    private static final int LIST = 6;

    private ProtoBufValues() {}

    /** Who writes. */
    enum Side {
        KONG,
        SERVER
    }

    /** A Value; NIL for one without content. */
    static Value value(ProtoBufReader in) throws IOException, ProtocolException {
        return value(in, 0);
    }

    private static Value value(ProtoBufReader in, int depth) throws IOException, ProtocolException {
        in.count();
        Value value = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case NULL << 3 | ProtoBufReader.VARINT -> {
                    in.whole();
                    value = Value.NIL;
                }
                case NUMBER << 3 | ProtoBufReader.FIXED64 -> value = Value.number(in.real());
                case STRING << 3 | ProtoBufReader.BYTES -> value = new Text(in.bytes());
                case BOOL << 3 | ProtoBufReader.VARINT -> value = new Bool(in.bool());
                case STRUCT << 3 | ProtoBufReader.BYTES -> value = in.message(s -> struct(s, deeper(depth)));
                case LIST << 3 | ProtoBufReader.BYTES -> value = in.message(l -> list(l, deeper(depth)));
                default -> in.skip(tag);
            }
        }
        return value;
    }

    /** A Struct. */
    static Table struct(ProtoBufReader in) throws IOException, ProtocolException {
        return struct(in, 0);
    }

    private static Table struct(ProtoBufReader in, int depth) throws IOException, ProtocolException {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == (1 << 3 | ProtoBufReader.BYTES)) {
                in.message(entry -> {
                    Entry read = entry(entry, depth);
                    return entries.put(read.key(), read.value());
                });
            } else {
                in.skip(tag);
            }
        }
        return new Table(entries);
    }

    /** A ListValue. */
    static Seq list(ProtoBufReader in) throws IOException, ProtocolException {
        return list(in, 0);
    }

    private static Seq list(ProtoBufReader in, int depth) throws IOException, ProtocolException {
        List<Value> items = new ArrayList<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == (1 << 3 | ProtoBufReader.BYTES)) {
                items.add(in.message(item -> value(item, depth)));
            } else {
                in.skip(tag);
            }
        }
        return new Seq(items);
    }

    /** An entry of a Struct; also the message KV. */
    record Entry(String key, Value value) {}

    static Entry entry(ProtoBufReader in) throws IOException, ProtocolException {
        return entry(in, 0);
    }

    private static Entry entry(ProtoBufReader in, int depth) throws IOException, ProtocolException {
        String key = "";
        Value value = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | ProtoBufReader.BYTES -> key = in.string();
                case 2 << 3 | ProtoBufReader.BYTES -> value = in.message(v -> value(v, depth));
                default -> in.skip(tag);
            }
        }
        return new Entry(key, value);
    }

    private static int deeper(int depth) throws ProtocolException {
        if (depth >= Limits.VALUE_DEPTH) {
            throw new ProtocolException("lists and maps are nested deeper than " + Limits.VALUE_DEPTH);
        }
        return depth + 1;
    }

    /** Writes a Value's content. */
    static void write(ProtoBufWriter out, Value value, Side side) {
        write(out, value, side, 0);
    }

    private static void write(ProtoBufWriter out, Value value, Side side, int depth) {
        if (value instanceof Text text) {
            out.bytes(STRING, text.bytes());
        } else if (value instanceof Whole whole) {
            out.real(NUMBER, (double) whole.value());
        } else if (value instanceof Real real) {
            out.real(NUMBER, real.value());
        } else if (value instanceof Bool bool) {
            out.bool(BOOL, bool.value());
        } else if (value instanceof Table table) {
            int begin = out.open(STRUCT);
            writeStruct(out, table, side, depth + 1);
            out.close(begin);
        } else if (value instanceof Seq seq) {
            int begin = out.open(LIST);
            writeList(out, seq.items(), side, depth + 1);
            out.close(begin);
        } else if (value instanceof Nil && side == Side.KONG) {
            out.whole(NULL, 1);
        }
    }

    /** Writes a Struct's content. */
    static void writeStruct(ProtoBufWriter out, Table table, Side side) {
        writeStruct(out, table, side, 0);
    }

    private static void writeStruct(ProtoBufWriter out, Table table, Side side, int depth) {
        MsgPackWriter.checkDepth(depth);
        table.entries().forEach((key, value) -> {
            // A Lua table has no entry whose value is nil.
            if (!(value instanceof Nil)) {
                int entry = out.open(1);
                out.string(1, key);
                field(out, 2, value, side, depth);
                out.close(entry);
            }
        });
    }

    /** Writes a ListValue's content. */
    static void writeList(ProtoBufWriter out, List<Value> items, Side side) {
        writeList(out, items, side, 0);
    }

    private static void writeList(ProtoBufWriter out, List<Value> items, Side side, int depth) {
        MsgPackWriter.checkDepth(depth);
        for (Value item : items) {
            field(out, 1, item, side, depth);
        }
    }

    /** Writes the message KV, or an entry of a map. A nil is left out: that is how a server unsets a key. */
    static void writeEntry(ProtoBufWriter out, byte[] key, Value value, Side side) {
        out.bytesIfAny(1, key);
        if (!(value instanceof Nil)) {
            field(out, 2, value, side, 0);
        }
    }

    /** Writes a field that holds a Value. */
    private static void field(ProtoBufWriter out, int number, Value value, Side side, int depth) {
        int begin = out.open(number);
        write(out, value, side, depth);
        out.close(begin);
    }
}
