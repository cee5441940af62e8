package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Real;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePacker;

/** Writes values as Kong writes Lua's. */
final class KongMsgPackValues {

    /** Numbers are doubles in Lua, and from here on Kong writes them as such. */
    private static final long WHOLE_LIMIT = (1L << 53) - 1;

    private KongMsgPackValues() {}

    /** What a result is apart from its content. */
    enum Form {
        /** Any value. */
        PLAIN,
        /** A map even when it is empty. */
        MULTI_MAP,
        /** A text as bytes of the bin family. */
        BYTES
    }

    static Form form(PdkFunction function) {
        return switch (function) {
            case REQUEST_GET_QUERY, REQUEST_GET_HEADERS, RESPONSE_GET_HEADERS, SERVICE_RESPONSE_GET_HEADERS ->
                Form.MULTI_MAP;
            case REQUEST_GET_RAW_BODY, SERVICE_RESPONSE_GET_RAW_BODY -> Form.BYTES;
            default -> Form.PLAIN;
        };
    }

    static void write(MessagePacker packer, Value value, Form form) throws IOException {
        if (form == Form.BYTES && value instanceof Text text) {
            packer.packBinaryHeader(text.bytes().length).writePayload(text.bytes());
        } else if (form == Form.MULTI_MAP && value instanceof Table table) {
            table(packer, table.entries(), 0);
        } else {
            value(packer, value, 0);
        }
    }

    private static void value(MessagePacker packer, Value value, int depth) throws IOException {
        if (value instanceof Table table) {
            if (table.entries().isEmpty()) {
                packer.packArrayHeader(0);
            } else {
                table(packer, table.entries(), depth);
            }
        } else if (value instanceof Seq seq) {
            list(packer, seq.items(), depth);
        } else if (value instanceof Whole whole) {
            number(packer, whole.value());
        } else if (value instanceof Real real) {
            number(packer, real.value());
        } else {
            MsgPackWriter.value(packer, value);
        }
    }

    private static void number(MessagePacker packer, long number) throws IOException {
        if (Math.abs(number) < WHOLE_LIMIT) {
            packer.packLong(number);
        } else {
            packer.packDouble((double) number);
        }
    }

    private static void number(MessagePacker packer, double number) throws IOException {
        if (number == (long) number && Math.abs(number) < WHOLE_LIMIT) {
            packer.packLong((long) number);
        } else {
            packer.packDouble(number);
        }
    }

    private static void table(MessagePacker packer, Map<String, Value> entries, int depth) throws IOException {
        MsgPackWriter.checkDepth(depth);
        packer.packMapHeader(entries.size());
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            MsgPackWriter.text(packer, entry.getKey());
            value(packer, entry.getValue(), depth + 1);
        }
    }

    /** A nil in a list is JSON's null, which Kong sends as such. (A list with a gap is a map with numbers as keys.) */
    private static void list(MessagePacker packer, List<Value> items, int depth) throws IOException {
        MsgPackWriter.checkDepth(depth);
        packer.packArrayHeader(items.size());
        for (Value item : items) {
            value(packer, item, depth + 1);
        }
    }
}
