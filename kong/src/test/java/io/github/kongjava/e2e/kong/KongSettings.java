package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of kong.conf of one Kong: what {@code kong-java conf} prints, and what the suite needs.
 *
 * @param values by key, in order; may be changed
 */
record KongSettings(Map<String, String> values) {

    static KongSettings of(KongLauncher launcher, Workspace workspace, Ports ports, Protocol protocol)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("database", "off");
        values.put("declarative_config", workspace.declaration().toString());
        values.put("anonymous_reports", "off");
        values.put("nginx_worker_processes", Integer.toString(Gateway.WORKERS));
        // What the plugin server prints comes at this level.
        values.put("log_level", "info");
        values.put("untrusted_lua", "on");
        // Connections are spread over the workers.
        String spread = " reuseport backlog=16384";
        values.put(
                "proxy_listen",
                "127.0.0.1:" + ports.http() + spread + ", 127.0.0.1:" + ports.https() + " http2 ssl" + spread);
        values.put("admin_listen", "127.0.0.1:" + ports.admin() + " reuseport");
        values.put("admin_gui_listen", "off");
        values.put("status_listen", "off");
        values.put("trusted_ips", "127.0.0.1");
        printed(launcher, workspace, protocol).lines().forEach(line -> {
            String[] setting = line.split(" = ", 2);
            values.put(setting[0], setting[1]);
        });
        return new KongSettings(values);
    }

    private static String printed(KongLauncher launcher, Workspace workspace, Protocol protocol) throws IOException {
        List<String> command = List.of(
                launcher.kongJava(),
                "conf",
                "--socket",
                workspace.socket().toString(),
                "--plugins",
                workspace.plugins().toString(),
                "--protocol",
                protocol.name().toLowerCase(Locale.ROOT));
        return launcher.run(workspace, command).orThrow(command);
    }
}
