package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks headers that are to be set: nothing that could end its line, no header that Kong takes alone only. */
final class HeaderArguments {

    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderArguments() {}

    static Value.Text name(PdkFunction function, @Nullable String name) {
        Value.Text text = Arguments.text(function, "the header's name", name);
        if (text.bytes().length == 0) {
            throw Arguments.illegal(function, "the header's name", "is empty");
        }
        for (byte b : text.bytes()) {
            if (!isNameByte(b)) {
                throw Arguments.illegal(
                        function,
                        "the header's name",
                        "\"" + visible(text) + "\" has a character that names cannot have");
            }
        }
        return text;
    }

    static Value.Text value(PdkFunction function, String name, @Nullable String value) {
        return value(function, name, Arguments.text(function, "header " + name, value));
    }

    static Value.Text value(PdkFunction function, String name, byte @Nullable [] value) {
        return value(function, name, Arguments.bytes(function, "header " + name, value));
    }

    private static Value.Text value(PdkFunction function, String name, Value.Text value) {
        Arguments.printable(function, "header " + name, value.bytes());
        return value;
    }

    static Value.Seq values(PdkFunction function, String name, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            throw Arguments.illegal(function, "header " + name, "has no value; clear it instead");
        }
        alone(function, name);
        List<Value> items = new ArrayList<>(values.size());
        for (String value : values) {
            items.add(value(function, name, value));
        }
        return new Value.Seq(items);
    }

    /** Headers as a table, each of one value a text, any other a list. */
    static Value.Table table(PdkFunction function, Headers headers) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (String name : headers.names()) {
            name(function, name);
            List<Value> values = new ArrayList<>();
            for (byte[] value : headers.allBytes(name)) {
                values.add(value(function, name, value));
            }
            if (values.size() > 1) {
                alone(function, name);
            }
            entries.put(name, values.size() == 1 ? values.get(0) : new Value.Seq(values));
        }
        return new Value.Table(entries);
    }

    private static void alone(PdkFunction function, String name) {
        if (name.equalsIgnoreCase("host")) {
            throw Arguments.illegal(function, "header " + name, "can have one value only");
        }
    }

    private static boolean isNameByte(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || NAME_MARKS.indexOf(b) >= 0;
    }

    private static String visible(Value.Text name) {
        return name.string().replaceAll("\\p{Cntrl}", "?");
    }
}
