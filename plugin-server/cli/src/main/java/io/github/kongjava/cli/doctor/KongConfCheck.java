package io.github.kongjava.cli.doctor;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Kong's settings against the plugins. Commands are compared as texts and not run.
 *
 * @param settings Kong's settings
 * @param catalogue the plugins
 * @param socket where the server listens
 */
public record KongConfCheck(KongSettings settings, PluginCatalogue catalogue, Path socket) implements Check {

    private static final String CONF = "take the lines that kong-java conf prints";

    @Override
    public String name() {
        return "kong.conf";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        settings.oddities().forEach(odd -> findings.fail(odd, CONF));
        List<PluginServerSetting> servers = settings.pluginServers();
        if (servers.isEmpty()) {
            findings.fail("pluginserver_names is not set, so Kong knows no plugin server", CONF);
            return findings.list();
        }
        names(servers, findings);
        servers.forEach(server -> commands(server, findings));
        starts(servers, findings);
        plugins(servers, findings);
        logLevel(findings);
        return findings.orOk(servers.size() + " plugin servers on " + socket + ", as the plugins need them");
    }

    private static void names(List<PluginServerSetting> servers, Findings findings) {
        Set<String> keys = new HashSet<>();
        for (PluginServerSetting server : servers) {
            if (!keys.add(server.key())) {
                findings.fail(
                        "two of pluginserver_names have the key " + server.key() + ": Kong makes them lower case and"
                                + " each - an underscore",
                        "give one of them another name; it need not be the plugin's");
            }
            if (!server.name().matches("[A-Za-z0-9_-]+")) {
                findings.fail(
                        "pluginserver_names has \"" + server.name() + "\"; Kong finds no settings for a name with other"
                                + " characters than letters, digits, - and _",
                        "give it another name; it need not be the plugin's");
            } else if (server.name().matches(".*[A-Z].*")) {
                findings.warn(
                        "pluginserver_names has \"" + server.name() + "\", which Kong makes lower case",
                        "write it in lower case, as its keys are");
            }
        }
    }

    private void commands(PluginServerSetting server, Findings findings) {
        if (!server.socket().equals(socket)) {
            findings.fail(
                    server.key() + "_socket is " + server.socket() + ", but the server listens on " + socket,
                    "give all names the same socket");
        }
        if (server.query().isEmpty()) {
            findings.fail(server.key() + "_query_cmd is not set, so Kong does not start", CONF);
        } else {
            program(server.key() + "_query_cmd", server.query().get(), findings);
            query(server, server.query().get(), findings);
        }
        server.start().ifPresent(start -> start(server, start, findings));
    }

    private void query(PluginServerSetting server, ShellWords query, Findings findings) {
        var plugin = QueriedPlugin.of(query);
        if (plugin.isPresent() && catalogue.find(plugin.get()).isEmpty()) {
            findings.fail(
                    server.key() + "_query_cmd asks for " + plugin.get() + ", and there is no such plugin",
                    "add its jar, or take the name out of pluginserver_names");
        } else if (plugin.isEmpty() && query.runs("dump") && catalogue.all().size() > 1) {
            findings.fail(
                    server.key() + "_query_cmd asks for all plugins, and Kong 3.9 and later read the first alone",
                    CONF);
        }
        if (QueriedPlugin.isCat(query)
                && query.words().size() == 2
                && !Files.isReadable(Path.of(query.words().get(1)))) {
            findings.fail(
                    server.key() + "_query_cmd reads " + query.words().get(1) + ", which cannot be read",
                    "write it by kong-java dump --all --out DIR");
        }
    }

    private void start(PluginServerSetting server, ShellWords start, Findings findings) {
        String key = server.key() + "_start_cmd";
        program(key, start, findings);
        start.option("--socket")
                .map(Path::of)
                .filter(path -> !path.equals(server.socket()))
                .ifPresent(path -> findings.fail(
                        key + " serves on " + path + ", but Kong connects to " + server.socket(),
                        "give both the same socket"));
    }

    /** Kong's workers have neither PATH nor the working directory of a shell. */
    private static void program(String key, ShellWords command, Findings findings) {
        Path program = Path.of(command.program().orElse(""));
        if (program.isAbsolute() && !Files.isExecutable(program)) {
            findings.fail(key + " runs " + program + ", which cannot be run", CONF);
        } else if (!program.isAbsolute() && key.endsWith("_start_cmd")) {
            findings.fail(
                    key + " runs " + program + ", which Kong's workers do not find: they have no PATH",
                    "write the absolute path");
        }
    }

    private static void starts(List<PluginServerSetting> servers, Findings findings) {
        List<String> starting = new ArrayList<>();
        for (PluginServerSetting server : servers) {
            server.start().ifPresent(start -> starting.add(server.key() + "_start_cmd"));
        }
        if (starting.size() > 1) {
            findings.fail(
                    String.join(" and ", starting)
                            + " are set: each starts a server, which takes the socket from the other",
                    "leave one; one server serves all plugins");
        } else if (starting.isEmpty()) {
            findings.warn(
                    "no start_cmd is set, so Kong does not run the server; Kong 3.1 to 3.4 never use such a server",
                    "run it otherwise, by systemd for instance, or take the lines that kong-java conf prints");
        }
    }

    private void plugins(List<PluginServerSetting> servers, Findings findings) {
        List<String> enabled = settings.list("plugins");
        Set<String> queried = new HashSet<>();
        boolean all = false;
        for (PluginServerSetting server : servers) {
            var plugin = server.query().flatMap(QueriedPlugin::of);
            plugin.ifPresent(queried::add);
            all |= plugin.isEmpty();
        }
        for (Plugin plugin : catalogue.all()) {
            if (!enabled.contains(plugin.name())) {
                findings.warn(
                        "plugins does not have " + plugin.name() + ", so it cannot be configured",
                        "plugins = bundled,...," + plugin.name());
            } else if (!all && !queried.contains(plugin.name())) {
                findings.fail(
                        "plugins has " + plugin.name() + ", but no query command asks for it: Kong does not start",
                        CONF);
            }
        }
        if (!enabled.isEmpty() && !enabled.contains("bundled")) {
            findings.warn("plugins does not have bundled, so Kong's own plugins are off", "plugins = bundled,...");
        }
    }

    private void logLevel(Findings findings) {
        String level = settings.get("log_level").orElse("notice");
        if (!List.of("info", "debug").contains(level)) {
            findings.warn(
                    "log_level is " + level
                            + "; Kong writes what the server says at level info, so nothing of it is seen",
                    "log_level = info, at least while something is looked for");
        }
    }
}
