package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.PdkFunction.Argument;
import io.github.kongjava.server.protocol.ProtoBufValues.Side;
import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.List;

/** The one message that carries a PDK function's arguments, from and to the arguments in Lua's order. */
final class ProtoBufArguments {

    private static final int FIRST_BYTES = 1 << 3 | ProtoBufReader.BYTES;
    private static final int FIRST_VARINT = 1 << 3 | ProtoBufReader.VARINT;
    private static final int SECOND_BYTES = 2 << 3 | ProtoBufReader.BYTES;
    private static final int SECOND_VARINT = 2 << 3 | ProtoBufReader.VARINT;
    private static final int THIRD_BYTES = 3 << 3 | ProtoBufReader.BYTES;
    private static final Text EMPTY = new Text(new byte[0]);
    private static final Whole ZERO = new Whole(0);

    private ProtoBufArguments() {}

    /** Writes the arguments, or throws {@link IllegalArgumentException} if they are not of the function's types. */
    static void write(ProtoBufWriter out, Argument type, List<Value> values) {
        switch (type) {
            case EMPTY -> {}
            case STRING, BYTE_STRING -> out.bytesIfAny(1, text(values, 0));
            case INT -> out.wholeIfAny(1, int32(values, 0));
            case BOOL -> writeFlag(out, 1, values, 0);
            case KV -> ProtoBufValues.writeEntry(out, text(values, 0), at(values, 1), Side.SERVER);
            case LIST -> ProtoBufValues.writeList(out, values, Side.SERVER);
            case STRUCT -> ProtoBufValues.writeStruct(out, table(values, 0), Side.SERVER);
            case EXIT -> writeExit(out, values);
            case CONSUMER_SPEC -> {
                out.bytesIfAny(1, text(values, 0));
                writeFlag(out, 2, values, 1);
            }
            case AUTHENTICATE -> {
                writeEntity(out, 1, ProtoBufEntity.CONSUMER, at(values, 0));
                writeEntity(out, 2, ProtoBufEntity.CREDENTIAL, at(values, 1));
            }
            case TARGET -> {
                out.bytesIfAny(1, text(values, 0));
                out.wholeIfAny(2, int32(values, 1));
            }
        }
    }

    private static void writeExit(ProtoBufWriter out, List<Value> values) {
        out.wholeIfAny(1, int32(values, 0));
        if (!(at(values, 1) instanceof Nil)) {
            out.bytesIfAny(2, text(values, 1));
        }
        if (!(at(values, 2) instanceof Nil)) {
            int begin = out.open(3);
            ProtoBufValues.writeStruct(out, table(values, 2), Side.SERVER);
            out.close(begin);
        }
    }

    private static void writeFlag(ProtoBufWriter out, int field, List<Value> values, int index) {
        Value value = at(values, index);
        if (value instanceof Bool flag) {
            out.wholeIfAny(field, flag.value() ? 1 : 0);
        } else if (!(value instanceof Nil)) {
            throw mismatch(values, index, "a boolean");
        }
    }

    private static void writeEntity(ProtoBufWriter out, int field, ProtoBufEntity type, Value value) {
        if (value instanceof Table table) {
            int begin = out.open(field);
            type.write(out, table);
            out.close(begin);
        } else if (!(value instanceof Nil)) {
            throw new IllegalArgumentException("argument " + field + " has to be a map or nil");
        }
    }

    private static Value at(List<Value> values, int index) {
        return index < values.size() ? values.get(index) : Value.NIL;
    }

    private static byte[] text(List<Value> values, int index) {
        if (at(values, index) instanceof Text text) {
            return text.bytes();
        }
        throw mismatch(values, index, "a text");
    }

    private static Table table(List<Value> values, int index) {
        if (at(values, index) instanceof Table table) {
            return table;
        }
        throw mismatch(values, index, "a map");
    }

    private static long int32(List<Value> values, int index) {
        if (at(values, index) instanceof Whole whole && whole.value() == (int) whole.value()) {
            return whole.value();
        }
        throw mismatch(values, index, "a number of 32 bits without fraction");
    }

    private static IllegalArgumentException mismatch(List<Value> values, int index, String wanted) {
        String found = at(values, index).getClass().getSimpleName();
        return new IllegalArgumentException("argument " + (index + 1) + " has to be " + wanted + ", not " + found);
    }

    /** Reads the arguments; what is absent is "", 0 or false, as Kong takes it, and nil for a map. */
    static List<Value> read(ProtoBufReader in, Argument type) throws IOException, ProtocolException {
        return switch (type) {
            case EMPTY -> List.of();
            case STRING, BYTE_STRING -> List.of(new Fields(in).first);
            case INT -> List.of(new Fields(in).firstNumber);
            case BOOL -> List.of(flag(new Fields(in).firstNumber));
            case KV -> {
                ProtoBufValues.Entry entry = ProtoBufValues.entry(in);
                yield List.of(Value.text(entry.key()), entry.value());
            }
            case LIST -> ProtoBufValues.list(in).items();
            case STRUCT -> List.of(ProtoBufValues.struct(in));
            case EXIT -> readExit(in);
            case CONSUMER_SPEC -> {
                Fields fields = new Fields(in);
                yield List.of(fields.first, flag(fields.secondNumber));
            }
            case AUTHENTICATE -> readEntities(in);
            case TARGET -> {
                Fields fields = new Fields(in);
                yield List.of(fields.first, fields.secondNumber);
            }
        };
    }

    private static Bool flag(Whole number) {
        return new Bool(number.value() != 0);
    }

    private static List<Value> readExit(ProtoBufReader in) throws IOException, ProtocolException {
        Whole status = ZERO;
        Text body = EMPTY;
        Value headers = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FIRST_VARINT -> status = new Whole((int) in.whole());
                case SECOND_BYTES -> body = new Text(in.bytes());
                case THIRD_BYTES -> headers = in.message(ProtoBufValues::struct);
                default -> in.skip(tag);
            }
        }
        return List.of(status, body, headers);
    }

    private static List<Value> readEntities(ProtoBufReader in) throws IOException, ProtocolException {
        Value consumer = Value.NIL;
        Value credential = Value.NIL;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case FIRST_BYTES -> consumer = in.message(ProtoBufEntity.CONSUMER::read);
                case SECOND_BYTES -> credential = in.message(ProtoBufEntity.CREDENTIAL::read);
                default -> in.skip(tag);
            }
        }
        return List.of(consumer, credential);
    }

    /** The fields of the small messages: a text or a number first, perhaps a number behind it. */
    private static final class Fields {

        private Text first = EMPTY;
        private Whole firstNumber = ZERO;
        private Whole secondNumber = ZERO;

        Fields(ProtoBufReader in) throws IOException, ProtocolException {
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                switch (tag) {
                    case FIRST_BYTES -> first = new Text(in.bytes());
                    case FIRST_VARINT -> firstNumber = new Whole((int) in.whole());
                    case SECOND_VARINT -> secondNumber = new Whole((int) in.whole());
                    default -> in.skip(tag);
                }
            }
        }
    }
}
