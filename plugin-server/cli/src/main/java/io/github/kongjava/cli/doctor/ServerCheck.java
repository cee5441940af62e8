package io.github.kongjava.cli.doctor;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a server answers, and serves what is in the plugins directory.
 *
 * @param socket where
 * @param catalogue the plugins
 * @param version the version of this command, which the server's is held against
 */
public record ServerCheck(Path socket, PluginCatalogue catalogue, String version) implements Check {

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        try {
            look(ServerState.ask(socket), findings);
        } catch (IOException e) {
            unreachable(String.valueOf(e.getMessage()), findings);
        }
        return findings.list();
    }

    private void unreachable(String message, Findings findings) {
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            findings.fail(
                    message + "; the file is there, left by a server that is gone or not this user's",
                    "look into Kong's error.log why the server ended; a new one takes the path over, nothing needs removing");
        } else {
            findings.warn(message, "start Kong, or the server; nothing else is wrong if neither runs");
        }
    }

    private void look(Value.Table state, Findings findings) {
        Map<String, String> served = new HashMap<>();
        if (state.entries().get("Plugins") instanceof Value.Seq plugins) {
            for (Value plugin : plugins.items()) {
                if (plugin instanceof Value.Table table) {
                    served.put(text(table, "Name"), text(table, "Version"));
                }
            }
        }
        findings.ok("a server " + text(state, "Version") + " answers, with " + served.size() + " plugins");
        if (!text(state, "Version").equals(version)) {
            findings.warn(
                    "the server is " + text(state, "Version") + ", this command " + version,
                    "reload Kong, or restart the server");
        }
        for (Plugin plugin : catalogue.all()) {
            String now = served.remove(plugin.name());
            if (!plugin.version().equals(now)) {
                findings.warn(
                        "the server has " + plugin.name() + (now == null ? " not" : " " + now)
                                + ", the plugins directory " + plugin.version(),
                        "reload Kong, or restart the server");
            }
        }
        if (!served.isEmpty()) {
            findings.warn(
                    "the server has plugins that are not in the plugins directory: "
                            + String.join(", ", served.keySet()),
                    "name its directory by --plugins, or reload Kong");
        }
    }

    private static String text(Value.Table table, String key) {
        return table.entries().get(key) instanceof Value.Text text ? text.string() : "(unknown)";
    }
}
