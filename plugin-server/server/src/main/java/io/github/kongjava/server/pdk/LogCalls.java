package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Log;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;

/** {@code kong.log}. */
record LogCalls(Calls calls) implements Log {

    @Override
    public void emerg(Object... message) {
        log(PdkFunction.LOG_EMERG, message);
    }

    @Override
    public void alert(Object... message) {
        log(PdkFunction.LOG_ALERT, message);
    }

    @Override
    public void crit(Object... message) {
        log(PdkFunction.LOG_CRIT, message);
    }

    @Override
    public void err(Object... message) {
        log(PdkFunction.LOG_ERR, message);
    }

    @Override
    public void warn(Object... message) {
        log(PdkFunction.LOG_WARN, message);
    }

    @Override
    public void notice(Object... message) {
        log(PdkFunction.LOG_NOTICE, message);
    }

    @Override
    public void info(Object... message) {
        log(PdkFunction.LOG_INFO, message);
    }

    @Override
    public void debug(Object... message) {
        log(PdkFunction.LOG_DEBUG, message);
    }

    /** One text, since nil and false among several would cut them off. */
    private void log(PdkFunction function, Object... message) {
        if (message.length == 0) {
            throw Arguments.illegal(function, "message", "is missing");
        }
        StringBuilder text = new StringBuilder();
        for (Object part : message) {
            LogText.append(text, part instanceof byte[] bytes ? Value.string(bytes) : String.valueOf(part));
        }
        calls.run(function, Value.text(text.toString()));
    }

    @Override
    public void inspect(Object... values) {
        PdkFunction function = PdkFunction.LOG_INSPECT;
        if (values.length == 0) {
            throw Arguments.illegal(function, "values", "are missing");
        }
        LuaValues lua = new LuaValues(function, calls.protocol());
        Value[] arguments = new Value[values.length];
        for (int i = 0; i < values.length; i++) {
            arguments[i] = lua.of("values[" + i + "]", values[i]);
        }
        calls.run(function, arguments);
    }

    @Override
    public void deprecation(String message) {
        PdkFunction function = PdkFunction.LOG_DEPRECATION;
        Arguments.text(function, "message", message);
        StringBuilder text = new StringBuilder();
        LogText.append(text, message);
        calls.run(function, Value.text(text.toString()));
    }

    @Override
    public void setSerializeValue(String key, Object value) {
        PdkFunction function = PdkFunction.LOG_SET_SERIALIZE_VALUE;
        Value.Text path = Arguments.text(function, "key", key);
        Value lua = new LuaValues(function, calls.protocol()).of("value", value);
        SerializeKeys.check(function, key, lua);
        calls.run(function, path, lua);
    }

    @Override
    public void clearSerializeValue(String key) {
        PdkFunction function = PdkFunction.LOG_SET_SERIALIZE_VALUE;
        Value.Text path = Arguments.text(function, "key", key);
        SerializeKeys.check(function, key, Value.NIL);
        calls.run(function, path);
    }

    @Override
    public String serialize() {
        return calls.text(PdkFunction.LOG_SERIALIZE);
    }
}
