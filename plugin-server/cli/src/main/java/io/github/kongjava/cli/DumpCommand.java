package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.schema.KongVersion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@link Dump} for arguments that its own short way does not understand, and its help. */
@Command(
        name = "dump",
        description = "Prints the JSON document that Kong's query command expects (also: kong-java -dump).",
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(
            names = "--protocol",
            paramLabel = "protobuf|msgpack",
            description = "Protocol that Kong shall use, instead of what the plugins ask for.")
    private @Nullable Protocol protocol;

    @Option(
            names = "--kong-version",
            paramLabel = "VERSION",
            defaultValue = "3.9",
            description = "Oldest Kong that reads the schema; attributes it does not know are left out."
                    + " Default: ${DEFAULT-VALUE}.")
    private KongVersion version = KongVersion.DEFAULT;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLUGIN",
            description = "The one plugin to describe. Kong 3.9 and later read the first plugin of a document alone.")
    private @Nullable String name;

    @Option(
            names = "--all",
            description =
                    "Write one document a plugin to files, for Kong to read them by cat (see conf --static-query).")
    private boolean all;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --all: the directory for PLUGIN.json; documents of plugins that are gone are removed.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null && (all != (out != null) || (all && name != null))) {
            throw new ParameterException(spec.commandLine(), "--all and --out DIR go together, without PLUGIN");
        }
        return new Dump(
                        plugins.directory(),
                        Optional.ofNullable(protocol),
                        version,
                        Optional.ofNullable(name),
                        Optional.ofNullable(out))
                .run(System.out, System.err);
    }
}
