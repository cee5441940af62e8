package io.github.kongjava.cli;

import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.pdk.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines that make Kong run the plugins: one pluginserver name a plugin, since Kong reads one plugin of a query, all on
 * one socket, and a single start command, so that one process serves them all.
 *
 * @param launcher the command kong-java
 * @param socket the socket
 * @param plugins the plugins directory, if it is not the default
 * @param protocol for the queries, instead of what the plugins ask for
 * @param version for the queries, if it is not the default
 * @param documents where the query documents are, if they are read from files
 */
record KongConf(
        Path launcher,
        Path socket,
        Optional<Path> plugins,
        Optional<Protocol> protocol,
        Optional<String> version,
        Optional<StaticQueries> documents) {

    /** Checks that everything can be written into kong.conf. */
    KongConf {
        refuseUnsayable(launcher);
        refuseUnsayable(socket);
        plugins.ifPresent(KongConf::refuseUnsayable);
        documents.map(StaticQueries::directory).ifPresent(KongConf::refuseUnsayable);
    }

    /** Kong ends a value at a line break, joins lines at a backslash, and cuts off blanks. */
    private static void refuseUnsayable(Path path) {
        String text = path.toString();
        if (!text.equals(text.strip()) || text.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("the path \"" + text.replaceAll("\\p{Cntrl}", "?")
                    + "\" cannot be written into kong.conf, as it has a backslash, a control character,"
                    + " or a blank at an end; choose another one");
        }
    }

    /** The settings of kong.conf for the plugins, in order. */
    Map<String, String> settings(List<String> pluginNames) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> servers = serverNames(pluginNames);
        settings.put("plugins", "bundled," + String.join(",", pluginNames));
        settings.put("pluginserver_names", String.join(",", servers));
        for (int i = 0; i < servers.size(); i++) {
            String key = "pluginserver_" + key(servers.get(i));
            settings.put(key + "_socket", socket.toString());
            if (i == 0) {
                settings.put(key + "_start_cmd", startCommand());
            }
            settings.put(key + "_query_cmd", queryCommand(pluginNames.get(i)));
        }
        return settings;
    }

    private String startCommand() {
        List<String> arguments = documents
                .map(given -> List.of("--static-query", given.directory().toString()))
                .orElse(List.of());
        return command(List.of("serve", "--socket", socket.toString()), arguments);
    }

    private String queryCommand(String plugin) {
        return documents
                .map(given -> "cat " + word(given.file(plugin).toString()))
                .orElseGet(() -> command(List.of("dump"), queryArguments(plugin)));
    }

    private List<String> queryArguments(String plugin) {
        List<String> arguments = new ArrayList<>();
        protocol.ifPresent(given -> arguments.addAll(List.of("--protocol", ProtocolName.of(given))));
        version.ifPresent(given -> arguments.addAll(List.of("--kong-version", given)));
        arguments.add(plugin);
        return arguments;
    }

    private String command(List<String> verb, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(launcher.toString());
        words.addAll(verb);
        plugins.ifPresent(directory -> words.addAll(List.of("--plugins", directory.toString())));
        words.addAll(arguments);
        return String.join(" ", words.stream().map(KongConf::word).toList());
    }

    /** A word for the shell. With backslashes: Kong takes quotation marks at both ends of a value off. */
    private static String word(String text) {
        return text.replaceAll("([^A-Za-z0-9_./:=@%+,-])", "\\\\$1");
    }

    /** Kong makes keys of the names, so they are lower case and without dots, and each key is there once. */
    private static List<String> serverNames(List<String> pluginNames) {
        List<String> servers = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String plugin : pluginNames) {
            String name = plugin.toLowerCase(Locale.ROOT).replace('.', '-');
            String unique = name;
            for (int i = 2; !keys.add(key(unique)); i++) {
                unique = name + "-" + i;
            }
            servers.add(unique);
        }
        return servers;
    }

    private static String key(String serverName) {
        return serverName.replace('-', '_');
    }
}
