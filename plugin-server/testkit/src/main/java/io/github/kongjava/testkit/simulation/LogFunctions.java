package io.github.kongjava.testkit.simulation;

import static io.github.kongjava.server.protocol.PdkFunction.*;

import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.stream.Collectors;

/** {@code kong.log} and {@code kong.telemetry}. */
final class LogFunctions {

    private static final List<PdkFunction> LEVELS =
            List.of(LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARN, LOG_NOTICE, LOG_INFO, LOG_DEBUG, LOG_INSPECT);

    private LogFunctions() {}

    static void addTo(Functions to) {
        for (PdkFunction function : LEVELS) {
            String level = function.path().substring("kong.log.".length());
            to.set(function, call -> write(call, level));
        }
        to.set(LOG_DEPRECATION, call -> write(call, "warn"));
        to.set(TELEMETRY_LOG, call -> write(call, "telemetry"));
        to.set(LOG_SET_SERIALIZE_VALUE, call -> {
            String key = call.text(0, "key");
            if (call.arguments().absent(1)) {
                call.exchange().serialized.remove(key);
            } else {
                call.exchange().serialized.put(key, call.arguments().at(1));
            }
        });
        to.get(LOG_SERIALIZE, call -> new Value.Text(Bodies.toJson(Serialized.document(call.exchange()))));
    }

    private static void write(Call call, String level) {
        List<Value> parts = call.arguments().values();
        if (parts.isEmpty() && !level.equals("inspect")) {
            throw new LuaError("bad argument #1 to 'select' (index out of range)");
        }
        call.exchange()
                .log(new LogLine(level, parts.stream().map(Arguments::tostring).collect(Collectors.joining())));
    }
}
