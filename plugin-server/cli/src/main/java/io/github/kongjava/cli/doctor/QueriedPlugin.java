package io.github.kongjava.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which plugin a query command asks for, as far as its text says. */
final class QueriedPlugin {

    private static final List<String> WITH_VALUE = List.of("--plugins", "--protocol", "--kong-version");

    private QueriedPlugin() {}

    /** The name; empty if the command asks for all plugins, or is none of ours. */
    static Optional<String> of(ShellWords query) {
        List<String> words = query.words();
        if (words.size() == 2 && isCat(query)) {
            String file = String.valueOf(Path.of(words.get(1)).getFileName());
            return file.endsWith(".json")
                    ? Optional.of(file.substring(0, file.length() - ".json".length()))
                    : Optional.empty();
        }
        int dump = Math.max(words.indexOf("dump"), words.indexOf("-dump"));
        for (int i = dump + 1; dump > 0 && i < words.size(); i++) {
            if (WITH_VALUE.contains(words.get(i))) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether it reads a document from a file. */
    static boolean isCat(ShellWords query) {
        return query.program().filter(program -> program.matches("(.*/)?cat")).isPresent();
    }
}
