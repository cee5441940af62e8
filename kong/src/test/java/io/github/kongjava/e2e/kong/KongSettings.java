package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of kong.conf of one Kong: what {@code kong-java conf} prints, and what the suite needs.
 *
 * @param launcher of the Kong
 * @param workspace its files
 * @param ports where it shall listen
 * @param protocol that it shall use
 */
record KongSettings(KongLauncher launcher, Workspace workspace, Ports ports, Protocol protocol) {

    /** The settings by key, in order. */
    Map<String, String> with(Queries queries) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("database", "off");
        settings.put("declarative_config", workspace.declaration().toString());
        settings.put("anonymous_reports", "off");
        settings.put("nginx_worker_processes", Integer.toString(Gateway.WORKERS));
        // What the plugin server prints comes at this level.
        settings.put("log_level", "info");
        // For the route that tells which worker has which configuration.
        settings.put("untrusted_lua", "on");
        // Connections are spread over the workers.
        String spread = " reuseport backlog=16384";
        settings.put(
                "proxy_listen",
                "127.0.0.1:" + ports.http() + spread + ", 127.0.0.1:" + ports.https() + " http2 ssl" + spread);
        settings.put("stream_listen", "127.0.0.1:" + ports.stream() + " reuseport");
        settings.put("admin_listen", "127.0.0.1:" + ports.admin() + " reuseport");
        settings.put("admin_gui_listen", "off");
        settings.put("status_listen", "off");
        settings.put("trusted_ips", "127.0.0.1");
        printed(queries).lines().forEach(line -> {
            String[] setting = line.split(" = ", 2);
            settings.put(setting[0], setting[1]);
        });
        return settings;
    }

    private String printed(Queries queries) throws IOException {
        String documents = workspace.documents().toString();
        if (queries == Queries.BY_COMMAND) {
            return kongJava("conf", "--socket", workspace.socket().toString());
        }
        kongJava("dump", "--all", "--out", documents);
        return kongJava("conf", "--socket", workspace.socket().toString(), "--static-query", documents);
    }

    private String kongJava(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.kongJava()));
        command.addAll(List.of(words));
        command.addAll(List.of("--plugins", workspace.plugins().toString()));
        command.addAll(List.of("--protocol", protocol.name().toLowerCase(Locale.ROOT)));
        return launcher.run(workspace, command).orThrow(command);
    }
}
