package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.PdkFunction.Reply;
import io.github.kongjava.server.protocol.ProtoBufValues.Side;
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

/** The message that carries a PDK function's result, from and to the result as a value. */
final class ProtoBufReplies {

    private static final int FIRST_BYTES = 1 << 3 | ProtoBufReader.BYTES;
    private static final int FIRST_VARINT = 1 << 3 | ProtoBufReader.VARINT;
    private static final int FIRST_FIXED = 1 << 3 | ProtoBufReader.FIXED64;
    private static final int SECOND_BYTES = 2 << 3 | ProtoBufReader.BYTES;
    private static final int THIRD_BYTES = 3 << 3 | ProtoBufReader.BYTES;

    private ProtoBufReplies() {}

    /** What an empty frame stands for. */
    static Value empty(Reply type) {
        return type == Reply.STRUCT ? new Table(Map.of()) : Value.NIL;
    }

    static Value read(ProtoBufReader in, Reply type) throws IOException, ProtocolException {
        return switch (type) {
            case EMPTY, STRING, BYTE_STRING, INT, NUMBER, BOOL -> readWrapper(in, type);
            case VALUE -> ProtoBufValues.value(in);
            case STRUCT -> ProtoBufValues.struct(in);
            case CREDENTIAL -> nilIfEmpty(ProtoBufEntity.CREDENTIAL.read(in));
            case CONSUMER -> nilIfEmpty(ProtoBufEntity.CONSUMER.read(in));
            case ROUTE -> nilIfEmpty(ProtoBufEntity.ROUTE.read(in));
            case SERVICE -> nilIfEmpty(ProtoBufEntity.SERVICE.read(in));
            case MEMORY_STATS -> nilIfEmpty(ProtoBufEntity.MEMORY_STATS.read(in));
            case RAW_BODY -> readRawBody(in);
            case URI_CAPTURES -> readCaptures(in);
        };
    }

    private static Value nilIfEmpty(Table table) {
        return table.entries().isEmpty() ? Value.NIL : table;
    }

    private static Value readWrapper(ProtoBufReader in, Reply type) throws IOException, ProtocolException {
        int wanted = wrapperTag(type);
        Value value = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag != wanted) {
                in.skip(tag);
            } else {
                value = readWrapped(in, type);
            }
        }
        return value;
    }

    private static int wrapperTag(Reply type) {
        return switch (type) {
            case STRING, BYTE_STRING -> FIRST_BYTES;
            case INT, BOOL -> FIRST_VARINT;
            case NUMBER -> FIRST_FIXED;
            default -> 0;
        };
    }

    private static Value readWrapped(ProtoBufReader in, Reply type) throws IOException {
        return switch (type) {
            case INT -> new Whole((int) in.whole());
            case BOOL -> new Bool(in.bool());
            case NUMBER -> Value.number(in.real());
            default -> new Text(in.bytes());
        };
    }

    private static Value readRawBody(ProtoBufReader in) throws IOException, ProtocolException {
        Value body = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FIRST_BYTES -> body = new Text(in.bytes());
                case SECOND_BYTES -> body = new Table(Map.of("body_filepath", new Text(in.bytes())));
                case THIRD_BYTES -> body = new Table(Map.of("error", new Text(in.bytes())));
                default -> in.skip(tag);
            }
        }
        return body;
    }

    private static Value readCaptures(ProtoBufReader in) throws IOException, ProtocolException {
        List<Value> unnamed = new ArrayList<>();
        Map<String, Value> named = new LinkedHashMap<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FIRST_BYTES -> {
                    in.count();
                    unnamed.add(new Text(in.bytes()));
                }
                case SECOND_BYTES -> in.message(entry -> readCapture(entry, named));
                default -> in.skip(tag);
            }
        }
        return new Table(Map.of("unnamed", new Seq(unnamed), "named", new Table(named)));
    }

    private static Map<String, Value> readCapture(ProtoBufReader in, Map<String, Value> named)
            throws IOException, ProtocolException {
        in.count();
        String name = "";
        Text text = new Text(new byte[0]);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FIRST_BYTES -> name = in.string();
                case SECOND_BYTES -> text = new Text(in.bytes());
                default -> in.skip(tag);
            }
        }
        named.put(name, text);
        return named;
    }

    /** Writes a result as Kong does, or throws {@link IllegalArgumentException} if it is not of the type. */
    static void write(ProtoBufWriter out, Reply type, Value value) {
        if (value instanceof Nil && type != Reply.VALUE) {
            return;
        }
        switch (type) {
            case EMPTY -> {}
            case VALUE -> ProtoBufValues.write(out, value, Side.KONG);
            case RAW_BODY -> writeRawBody(out, value);
            case STRING, BYTE_STRING, INT, NUMBER, BOOL -> writeWrapped(out, type, value);
            default -> writeTable(out, type, table(value));
        }
    }

    private static void writeWrapped(ProtoBufWriter out, Reply type, Value value) {
        boolean texts = type == Reply.STRING || type == Reply.BYTE_STRING;
        if (texts && value instanceof Text text) {
            out.bytesIfAny(1, text.bytes());
        } else if (type == Reply.INT && value instanceof Whole whole) {
            out.whole(1, whole.value());
        } else if (type == Reply.BOOL && value instanceof Bool bool) {
            out.bool(1, bool.value());
        } else if (type == Reply.NUMBER && value instanceof Whole whole) {
            out.real(1, (double) whole.value());
        } else if (type == Reply.NUMBER && value instanceof Real real) {
            out.real(1, real.value());
        } else {
            throw mismatch(value);
        }
    }

    private static void writeTable(ProtoBufWriter out, Reply type, Table table) {
        switch (type) {
            case STRUCT -> ProtoBufValues.writeStruct(out, table, Side.KONG);
            case CREDENTIAL -> ProtoBufEntity.CREDENTIAL.write(out, table);
            case CONSUMER -> ProtoBufEntity.CONSUMER.write(out, table);
            case ROUTE -> ProtoBufEntity.ROUTE.write(out, table);
            case SERVICE -> ProtoBufEntity.SERVICE.write(out, table);
            case MEMORY_STATS -> ProtoBufEntity.MEMORY_STATS.write(out, table);
            case URI_CAPTURES -> writeCaptures(out, table);
            default -> throw mismatch(table);
        }
    }

    private static void writeRawBody(ProtoBufWriter out, Value value) {
        if (value instanceof Text content) {
            out.bytes(1, content.bytes());
            return;
        }
        Map<String, Value> entries = table(value).entries();
        if (entries.get("body_filepath") instanceof Text path) {
            out.bytes(2, path.bytes());
        } else if (entries.get("error") instanceof Text error) {
            out.bytes(3, error.bytes());
        } else {
            throw mismatch(value);
        }
    }

    private static void writeCaptures(ProtoBufWriter out, Table captures) {
        if (captures.entries().get("unnamed") instanceof Seq unnamed) {
            unnamed.items().forEach(item -> out.bytes(1, text(item)));
        }
        if (captures.entries().get("named") instanceof Table named) {
            named.entries().forEach((name, value) -> {
                int entry = out.open(2);
                out.string(1, name);
                out.bytes(2, text(value));
                out.close(entry);
            });
        }
    }

    private static Table table(Value value) {
        if (value instanceof Table table) {
            return table;
        }
        if (value instanceof Seq seq && seq.items().isEmpty()) {
            // Lua has one empty table for both.
            return new Table(Map.of());
        }
        throw mismatch(value);
    }

    private static byte[] text(Value value) {
        if (value instanceof Text text) {
            return text.bytes();
        }
        throw mismatch(value);
    }

    private static IllegalArgumentException mismatch(Value value) {
        return new IllegalArgumentException(
                "the result cannot be a " + value.getClass().getSimpleName());
    }
}
