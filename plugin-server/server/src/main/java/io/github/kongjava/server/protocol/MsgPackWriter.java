package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Real;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePacker;

/** Writes values as a plugin server does: maps as maps, numbers as they are. */
final class MsgPackWriter {

    private MsgPackWriter() {}

    static void text(MessagePacker packer, byte[] bytes) throws IOException {
        packer.packRawStringHeader(bytes.length);
        packer.writePayload(bytes);
    }

    static void text(MessagePacker packer, String string) throws IOException {
        text(packer, string.getBytes(StandardCharsets.UTF_8));
    }

    static void values(MessagePacker packer, List<Value> items) throws IOException {
        values(packer, items, 0);
    }

    static void value(MessagePacker packer, Value value) throws IOException {
        value(packer, value, 0);
    }

    private static void value(MessagePacker packer, Value value, int depth) throws IOException {
        if (value instanceof Text text) {
            text(packer, text.bytes());
        } else if (value instanceof Whole whole) {
            packer.packLong(whole.value());
        } else if (value instanceof Table table) {
            table(packer, table.entries(), depth);
        } else if (value instanceof Seq seq) {
            values(packer, seq.items(), depth);
        } else if (value instanceof Bool bool) {
            packer.packBoolean(bool.value());
        } else if (value instanceof Real real) {
            packer.packDouble(real.value());
        } else if (value instanceof Nil) {
            packer.packNil();
        }
    }

    private static void values(MessagePacker packer, List<Value> items, int depth) throws IOException {
        checkDepth(depth);
        packer.packArrayHeader(items.size());
        for (Value item : items) {
            value(packer, item, depth + 1);
        }
    }

    private static void table(MessagePacker packer, Map<String, Value> entries, int depth) throws IOException {
        checkDepth(depth);
        packer.packMapHeader(entries.size());
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            text(packer, entry.getKey());
            value(packer, entry.getValue(), depth + 1);
        }
    }

    static void checkDepth(int depth) {
        if (depth >= Limits.VALUE_DEPTH) {
            throw new IllegalArgumentException("lists and maps are nested deeper than " + Limits.VALUE_DEPTH);
        }
    }
}
