package io.github.kongjava.cli;

import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.cli.query.StaticQueryCheck;
import io.github.kongjava.cli.query.StaticQueryFinding;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.schema.KongVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what has to be in kong.conf. */
@Command(
        name = "conf",
        description = "Prints the lines of kong.conf that make Kong run the plugins.",
        mixinStandardHelpOptions = true)
final class ConfCommand implements Callable<Integer> {

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(names = "--env", description = "Print KONG_* environment variables instead, as for docker run --env-file.")
    private boolean env;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            defaultValue = "/usr/local/kong/kong-java.socket",
            description = "Path of the socket. Default: ${DEFAULT-VALUE}.")
    private Path socket = Path.of("");

    @Option(
            names = "--protocol",
            paramLabel = "protobuf|msgpack",
            description = "Protocol that Kong shall use, instead of what the plugins ask for.")
    private @Nullable Protocol protocol;

    @Option(
            names = "--kong-version",
            paramLabel = "VERSION",
            description = "Oldest Kong that reads the schemas. Default: 3.9.")
    private @Nullable KongVersion version;

    @Option(
            names = "--static-query",
            paramLabel = "DIR",
            description =
                    "Let Kong read the documents that dump --all --out DIR has written, instead of asking the command.")
    private @Nullable Path documents;

    @Override
    public Integer call() throws CommandFailure, IOException {
        Optional<StaticQueries> queries = Optional.ofNullable(documents).map(StaticQueries::new);
        KongConf conf = conf(queries);
        try (PluginCatalogue catalogue = plugins.catalogue()) {
            List<String> names = catalogue.all().stream().map(Plugin::name).toList();
            for (Map.Entry<String, String> setting : conf.settings(names).entrySet()) {
                System.out.println(line(setting.getKey(), setting.getValue()));
            }
            boolean fits = queries.isEmpty() || fits(queries.get(), catalogue);
            return fits && catalogue.problems().isEmpty() ? 0 : 1;
        }
    }

    private KongConf conf(Optional<StaticQueries> queries) throws CommandFailure {
        try {
            return new KongConf(
                    Home.launcher(),
                    socket.toAbsolutePath().normalize(),
                    plugins.given(),
                    Optional.ofNullable(protocol),
                    Optional.ofNullable(version).map(KongVersion::toString),
                    queries);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private boolean fits(StaticQueries queries, PluginCatalogue catalogue) {
        List<StaticQueryFinding> findings = new StaticQueryCheck(
                        queries, Optional.ofNullable(protocol), Optional.ofNullable(version))
                .findings(catalogue.descriptors());
        for (StaticQueryFinding finding : findings) {
            System.err.println("kong-java: " + finding.message() + "; write the documents by " + queries.writtenBy()
                    + " with the same options");
        }
        return findings.isEmpty();
    }

    /** Kong takes the rest of a line in kong.conf for a comment after #, unless there is a backslash before it. */
    private String line(String key, String value) {
        return env ? "KONG_" + key.toUpperCase(Locale.ROOT) + "=" + value : key + " = " + value.replace("#", "\\#");
    }
}
