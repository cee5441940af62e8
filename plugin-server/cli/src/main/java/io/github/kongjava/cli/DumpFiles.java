package io.github.kongjava.cli;

import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.schema.KongVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes the query documents of all plugins to files, and prints the files' paths. Documents of plugins that are gone are
 * removed, unless a jar is broken: then nobody knows whose they are.
 *
 * @param directory for the documents
 * @param protocol instead of what the plugins ask for
 * @param version the oldest Kong that reads the documents
 */
record DumpFiles(Path directory, Optional<Protocol> protocol, KongVersion version) {

    /** Writes the documents; the exit code. */
    int write(PluginCatalogue catalogue, PrintStream out, PrintStream err) {
        StaticQueries queries = new StaticQueries(directory);
        try {
            for (PluginDescriptor plugin : catalogue.descriptors()) {
                out.println(queries.write(plugin, protocol, version));
            }
            for (String gone : queries.withoutPluginIn(catalogue.descriptors())) {
                removeOrReport(queries, gone, catalogue.problems().isEmpty(), err);
            }
        } catch (IOException e) {
            err.println("kong-java: cannot write the query documents to " + queries.directory() + ": " + e);
            return 1;
        }
        return out.checkError() || !catalogue.problems().isEmpty() ? 1 : 0;
    }

    private static void removeOrReport(StaticQueries queries, String plugin, boolean allFound, PrintStream err)
            throws IOException {
        Path file = queries.file(plugin);
        if (!queries.isOurs(plugin)) {
            err.println("kong-java: " + file + " stays: kong-java dump --all did not write it");
        } else if (allFound) {
            queries.remove(plugin);
            err.println("kong-java: removed " + file + ": the plugin " + plugin + " is gone");
        } else {
            err.println("kong-java: " + file + " stays although the plugin " + plugin
                    + " was not found: it may be in what cannot be used; mend that first");
        }
    }
}
