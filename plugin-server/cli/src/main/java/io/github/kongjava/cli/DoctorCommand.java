package io.github.kongjava.cli;

import io.github.kongjava.cli.doctor.Check;
import io.github.kongjava.cli.doctor.ClockCheck;
import io.github.kongjava.cli.doctor.DocumentsCheck;
import io.github.kongjava.cli.doctor.JavaCheck;
import io.github.kongjava.cli.doctor.KongConfCheck;
import io.github.kongjava.cli.doctor.KongSettings;
import io.github.kongjava.cli.doctor.Limits;
import io.github.kongjava.cli.doctor.LimitsCheck;
import io.github.kongjava.cli.doctor.PluginServerSetting;
import io.github.kongjava.cli.doctor.PluginsCheck;
import io.github.kongjava.cli.doctor.QueryCheck;
import io.github.kongjava.cli.doctor.Result;
import io.github.kongjava.cli.doctor.ServerCheck;
import io.github.kongjava.cli.doctor.ShellWords;
import io.github.kongjava.cli.doctor.SocketCheck;
import io.github.kongjava.cli.doctor.UserCheck;
import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at an installation and says what is wrong with it. */
@Command(
        name = "doctor",
        description = "Checks the installation, Kong's settings and the running server, and says what to do.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final long QUERY_SECONDS = 30;

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "kong.conf. Default: where Kong looks for it. KONG_* variables win over it, as in Kong.")
    private @Nullable Path conf;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Path of the socket. Default: what Kong's settings say.")
    private @Nullable Path socket;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The plugins directory. Default: that of the start command, else that of the distribution.")
    private @Nullable Path plugins;

    @Option(
            names = "--static-query",
            paramLabel = "DIR",
            description = "Where the query documents are. Default: what the start command says.")
    private @Nullable Path documents;

    @Option(names = "--run-queries", description = "Also run the query commands of Kong's settings, whatever they do.")
    private boolean runQueries;

    @Option(names = "--json", description = "Print JSON, one object for each result.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure, IOException {
        Optional<Path> file = Optional.ofNullable(conf).or(KongSettings::defaultFile);
        KongSettings settings = settings(file);
        Map<Check, List<Result>> results = new LinkedHashMap<>();
        try (PluginCatalogue catalogue = PluginCatalogue.ofDirectory(plugins(settings))) {
            for (Check check : checks(settings, catalogue, file.isPresent())) {
                results.put(check, check.run());
            }
        }
        System.out.println(json ? DoctorText.json(results) : DoctorText.lines(results));
        return results.values().stream().flatMap(List::stream).anyMatch(Result.Fail.class::isInstance) ? 1 : 0;
    }

    private static KongSettings settings(Optional<Path> file) throws CommandFailure {
        try {
            return KongSettings.read(file, System.getenv());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("cannot read Kong's settings: " + e);
        }
    }

    private List<Check> checks(KongSettings settings, PluginCatalogue catalogue, boolean file) {
        List<PluginServerSetting> servers = settings.pluginServers();
        List<Check> checks = new ArrayList<>();
        Path home = Home.launcher().resolveSibling("..").normalize();
        checks.add(new JavaCheck(Runtime.version(), Path.of(System.getProperty("java.home")), home));
        checks.add(new LimitsCheck(Limits.ofThisProcess(), Runtime.getRuntime().maxMemory()));
        checks.add(new ClockCheck(Instant.now(), home));
        checks.add(new PluginsCheck(catalogue));
        Optional<Path> directory = option(settings, documents, "--static-query");
        directory.ifPresent(given -> checks.add(new DocumentsCheck(new StaticQueries(given), catalogue)));
        Optional<Path> where = Optional.ofNullable(socket)
                .or(() -> servers.stream().map(PluginServerSetting::socket).findFirst());
        boolean known = file || !servers.isEmpty();
        if (where.isPresent()) {
            Optional<Path> prefix = known ? Optional.of(settings.prefix()) : Optional.empty();
            checks.add(new SocketCheck(where.get(), prefix));
            checks.add(new ServerCheck(where.get(), catalogue, KongJava.version()));
            if (System.getProperty("user.name").equals("root")) {
                List<Path> needed = Stream.concat(Stream.of(Home.libraries(), plugins(settings)), directory.stream())
                        .toList();
                Optional<String> user = settings.get("nginx_user").or(() -> settings.get("nginx_main_user"));
                checks.add(new UserCheck(user, where.get(), needed, Path.of("/")));
            }
        }
        if (known) {
            checks.add(new KongConfCheck(settings, catalogue, where.orElse(settings.prefix())));
            if (runQueries) {
                checks.add(new QueryCheck(servers, QUERY_SECONDS));
            }
        }
        return checks;
    }

    private Path plugins(KongSettings settings) {
        return option(settings, plugins, "--plugins").orElseGet(Home::plugins);
    }

    /** What was given, or what the start command says. */
    private static Optional<Path> option(KongSettings settings, @Nullable Path given, String name) {
        return Optional.ofNullable(given)
                .or(() -> settings.pluginServers().stream()
                        .map(PluginServerSetting::start)
                        .flatMap(Optional::stream)
                        .map((ShellWords start) -> start.option(name))
                        .flatMap(Optional::stream)
                        .map(Path::of)
                        .findFirst());
    }
}
