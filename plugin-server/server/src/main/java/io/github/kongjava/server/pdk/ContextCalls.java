package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code kong.ctx.shared} and nginx's context, which differ in their functions' names. */
record ContextCalls(Calls calls, PdkFunction getter, PdkFunction setter) implements RequestContext {

    @Override
    public void set(String key, Object value) {
        Value.Text name = Arguments.text(setter, "key", key);
        calls.run(setter, name, new LuaValues(setter, calls.protocol()).of("value", value));
    }

    @Override
    public void remove(String key) {
        calls.run(setter, Arguments.text(setter, "key", key));
    }

    @Override
    public Optional<Object> get(String key) {
        return JavaValues.optional(value(key));
    }

    @Override
    public Optional<String> text(String key) {
        return octets(key).map(Value.Text::string);
    }

    @Override
    public Optional<byte[]> bytes(String key) {
        return octets(key).map(text -> text.bytes().clone());
    }

    private Optional<Value.Text> octets(String key) {
        Value value = value(key);
        if (value instanceof Value.Text text) {
            return Optional.of(text);
        }
        return absent(key, "text", value);
    }

    @Override
    public OptionalLong whole(String key) {
        OptionalDouble number = number(key);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        if (JavaValues.number(number.getAsDouble()) instanceof Long whole) {
            return OptionalLong.of(whole);
        }
        throw new ClassCastException(
                getter.path() + ": " + key + " is a number with a fraction or too large, not a whole one");
    }

    @Override
    public OptionalDouble number(String key) {
        Value value = value(key);
        if (value instanceof Value.Whole whole) {
            return OptionalDouble.of((double) whole.value());
        }
        if (value instanceof Value.Real real) {
            return OptionalDouble.of(real.value());
        }
        absent(key, "number", value);
        return OptionalDouble.empty();
    }

    @Override
    public boolean flag(String key) {
        Value value = value(key);
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        absent(key, "boolean", value);
        return false;
    }

    @Override
    public Optional<List<@Nullable Object>> list(String key) {
        Value value = value(key);
        if (value instanceof Value.Seq list) {
            return Optional.of(JavaValues.list(list));
        }
        if (value instanceof Value.Table table) {
            Optional<List<@Nullable Object>> list = JavaValues.gapped(table);
            if (list.isPresent()) {
                return list;
            }
        }
        return absent(key, "list", value);
    }

    @Override
    public Optional<Map<String, @Nullable Object>> map(String key) {
        Value value = value(key);
        if (value instanceof Value.Table table) {
            return Optional.of(JavaValues.map(table));
        }
        if (value instanceof Value.Seq list && list.items().isEmpty()) {
            return Optional.of(Map.of());
        }
        return absent(key, "map", value);
    }

    private Value value(String key) {
        return calls.answer(getter, Arguments.text(getter, "key", key));
    }

    private <T> Optional<T> absent(String key, String expected, Value value) {
        if (value instanceof Value.Nil) {
            return Optional.empty();
        }
        throw new ClassCastException(getter.path() + ": " + key + " is no " + expected + " but a "
                + value.getClass().getSimpleName());
    }
}
