package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Locale;

/** The arguments of one PDK call, read as Kong's Lua code reads them: a wrong type throws there. */
record Arguments(List<Value> values) {

    /** The argument, nil if it was left out. */
    Value at(int index) {
        return index < values.size() ? values.get(index) : Value.NIL;
    }

    boolean absent(int index) {
        return at(index) instanceof Value.Nil;
    }

    /** A string, one character a byte. */
    String text(int index, String what) {
        if (at(index) instanceof Value.Text text) {
            return ByteText.of(text.bytes());
        }
        throw new LuaError(what + " must be a string");
    }

    /** A whole number in a range. */
    int whole(int index, int from, int to, String what) {
        Value value = at(index);
        if (value instanceof Value.Real real && real.value() == Math.rint(real.value())) {
            value = new Value.Whole((long) real.value());
        }
        if (value instanceof Value.Whole whole && whole.value() >= from && whole.value() <= to) {
            return (int) whole.value();
        }
        throw new LuaError(what + " must be a number between " + from + " and " + to);
    }

    /** A whole number in a range, or the default if it was left out. */
    int wholeOr(int index, int otherwise, int from, int to, String what) {
        return absent(index) ? otherwise : whole(index, from, to, what);
    }

    boolean flag(int index) {
        return at(index) instanceof Value.Bool bool && bool.value();
    }

    /** A table; Lua's empty table comes as an empty list. */
    Value.Table table(int index, String what) {
        return asTable(at(index), what);
    }

    static Value.Table asTable(Value value, String what) {
        if (value instanceof Value.Table table) {
            return table;
        }
        if (value instanceof Value.Seq seq && seq.items().isEmpty()) {
            return new Value.Table(java.util.Map.of());
        }
        throw new LuaError(what + " must be a table");
    }

    /** The values of a header: a string, number or boolean, or a list of them. */
    static List<String> headerValues(String name, Value value) {
        if (value instanceof Value.Seq seq) {
            return seq.items().stream().map(item -> headerValue(name, item)).toList();
        }
        return List.of(headerValue(name, value));
    }

    private static String headerValue(String name, Value value) {
        if (value instanceof Value.Nil || value instanceof Value.Seq || value instanceof Value.Table) {
            throw new LuaError("invalid header value for \"" + name + "\"");
        }
        return tostring(value);
    }

    /** Lua's {@code tostring}, one character a byte. */
    static String tostring(Value value) {
        if (value instanceof Value.Text text) {
            return ByteText.of(text.bytes());
        }
        if (value instanceof Value.Whole whole) {
            return Long.toString(whole.value());
        }
        if (value instanceof Value.Real real) {
            return number(real.value());
        }
        if (value instanceof Value.Bool bool) {
            return Boolean.toString(bool.value());
        }
        return value instanceof Value.Nil ? "nil" : "table: 0x7f0000000000";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.14g", value).replaceAll("(\\.\\d*?)0+($|e)", "$1$2");
    }
}
