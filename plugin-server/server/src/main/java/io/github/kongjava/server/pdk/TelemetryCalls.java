package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Telemetry;
import io.github.kongjava.server.protocol.PdkFunction;
import java.util.Map;

/** {@code kong.telemetry}. */
record TelemetryCalls(Calls calls) implements Telemetry {

    @Override
    public boolean log(
            String pluginName,
            Map<String, ?> pluginConfig,
            String messageType,
            String message,
            Map<String, ?> attributes) {
        PdkFunction function = PdkFunction.TELEMETRY_LOG;
        LuaValues lua = new LuaValues(function, calls.protocol());
        return calls.bool(
                function,
                Arguments.text(function, "pluginName", pluginName),
                lua.table("pluginConfig", pluginConfig),
                Arguments.text(function, "messageType", messageType),
                Arguments.text(function, "message", message),
                lua.table("attributes", attributes));
    }
}
