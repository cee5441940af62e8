package io.github.kongjava.pdk;

import java.util.Map;

/** Logs for OpenTelemetry: {@code kong.telemetry}. MsgPack only. */
public interface Telemetry {

    /**
     * Sends a log entry through Kong's opentelemetry plugin.
     *
     * <p>Lua: {@code kong.telemetry.log}; MsgPack only. Phases: any.
     *
     * @param pluginName the plugin's name
     * @param pluginConfig its configuration, of which Kong reads {@code __plugin_id} and {@code plugin_instance_name}
     * @param messageType groups entries
     * @param message the text
     * @param attributes what {@link RequestContext} describes
     * @return whether it was taken; not if Kong has no opentelemetry plugin that logs
     */
    boolean log(
            String pluginName,
            Map<String, ?> pluginConfig,
            String messageType,
            String message,
            Map<String, ?> attributes);
}
