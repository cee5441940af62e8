package io.github.kongjava.cli.query;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Why a query document in a file is not what the plugin says today. */
public sealed interface StaticQueryFinding {

    /** The document. */
    Path file();

    /** One line: what is wrong, what follows from it. It does not say how to write the documents anew. */
    String message();

    /** There is no document for a plugin, so that Kong does not know it. */
    record Missing(Path file, String plugin) implements StaticQueryFinding {
        @Override
        public String message() {
            return file + " is missing: Kong cannot ask for the plugin " + plugin;
        }
    }

    /** Kong could not read it either, and would not start. */
    record Unreadable(Path file, String reason) implements StaticQueryFinding {
        @Override
        public String message() {
            return file + " cannot be used: " + reason;
        }
    }

    /** There is a document, but not the plugin. */
    record Orphan(Path file, String plugin) implements StaticQueryFinding {
        @Override
        public String message() {
            return file + " describes a plugin that cannot be served: where " + plugin
                    + " is configured, Kong answers with 500";
        }
    }

    /**
     * The document says something else than the plugin.
     *
     * @param file the document
     * @param plugin the plugin's name
     * @param differences each with the document's value and the plugin's
     * @param unguarded the phases that may keep a request out and that Kong never calls, by their names in Kong
     */
    record Stale(Path file, String plugin, List<String> differences, Collection<String> unguarded)
            implements StaticQueryFinding {

        /** Copies the lists. */
        public Stale {
            differences = List.copyOf(differences);
            unguarded = List.copyOf(unguarded);
        }

        @Override
        public String message() {
            String text = file + " is stale: " + String.join("; ", differences);
            return unguarded.isEmpty()
                    ? text + "; Kong goes by the document"
                    : text + "; Kong never calls " + unguarded.stream().sorted().collect(Collectors.joining(" and "))
                            + " of " + plugin;
        }
    }
}
