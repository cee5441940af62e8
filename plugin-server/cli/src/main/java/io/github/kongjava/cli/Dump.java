package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.plugin.PluginProblem;
import io.github.kongjava.server.plugin.QueryDocument;
import io.github.kongjava.server.schema.KongVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The query command: writes the JSON document that tells Kong of the plugins, and nothing else, to standard output. Or,
 * with a directory, one document a plugin to files there.
 *
 * @param plugins the plugins directory
 * @param protocol instead of what the plugins ask for
 * @param version the oldest Kong that reads the document
 * @param name the one plugin that is asked for; all of them without it
 * @param files the directory for the documents of all plugins, if they go there
 */
record Dump(
        Path plugins, Optional<Protocol> protocol, KongVersion version, Optional<String> name, Optional<Path> files) {

    /** Reads the arguments, the command first; null if there is anything in them that picocli has to look at. */
    static @Nullable Dump parse(String[] args) {
        Path plugins = Home.plugins();
        Optional<Protocol> protocol = Optional.empty();
        KongVersion version = KongVersion.DEFAULT;
        Optional<String> name = Optional.empty();
        try {
            for (int i = 1; i < args.length; i++) {
                boolean more = i + 1 < args.length;
                if (args[i].equals("--plugins") && more) {
                    plugins = Path.of(args[++i]);
                } else if (args[i].equals("--protocol") && more) {
                    protocol = Optional.of(ProtocolName.parse(args[++i]));
                } else if (args[i].equals("--kong-version") && more) {
                    version = KongVersion.parse(args[++i]);
                } else if (args[i].isEmpty() || args[i].startsWith("-") || name.isPresent()) {
                    return null;
                } else {
                    name = Optional.of(args[i]);
                }
            }
        } catch (IllegalArgumentException e) { // picocli meets the same and says which option it was
            return null;
        }
        return new Dump(plugins, protocol, version, name, Optional.empty());
    }

    /** Writes the document or documents; the exit code. */
    int run(PrintStream out, PrintStream err) {
        try (PluginCatalogue catalogue = PluginCatalogue.ofDirectory(plugins, name)) {
            for (PluginProblem problem : catalogue.problems()) {
                err.println("kong-java: " + problem);
            }
            List<PluginDescriptor> chosen = catalogue.descriptors();
            if (files.isPresent() && !chosen.isEmpty()) {
                return new DumpFiles(files.get(), protocol, version).write(catalogue, out, err);
            }
            String refusal = refusal(chosen);
            if (refusal != null) {
                err.println("kong-java: " + refusal);
                return 1;
            }
            ByteArrayOutputStream document = new ByteArrayOutputStream();
            new QueryDocument(chosen, protocol, Optional.empty(), version).write(document);
            out.write(document.toByteArray());
            out.flush();
            return out.checkError() || (name.isEmpty() && !catalogue.problems().isEmpty()) ? 1 : 0;
        } catch (IOException | RuntimeException e) { // whatever it is, Kong shows one line to a person
            err.println("kong-java: cannot describe the plugins in " + plugins + ": " + e);
            return 1;
        }
    }

    private @Nullable String refusal(List<PluginDescriptor> chosen) {
        if (chosen.isEmpty()) {
            return name.isPresent()
                    ? "there is no plugin \"" + name.get() + "\" in " + plugins
                            + "; kong-java dump without a name shows which there are"
                    : "there is no plugin in " + plugins + "; put jars there or name another directory with --plugins";
        }
        for (PluginDescriptor plugin : chosen) {
            if (protocol.isEmpty() && plugin.protocol() != chosen.get(0).protocol()) {
                return "the plugins ask for different protocols, and one document has one;"
                        + " name a plugin, or a protocol with --protocol";
            }
        }
        return null;
    }
}
