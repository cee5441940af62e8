package io.github.kongjava.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged command as Kong does: with an empty environment. */
final class Command {

    record Outcome(int exitCode, String out, String err) {}

    static final Path HOME = Path.of(System.getProperty("kong-java.distribution", "target/kong-java"))
            .toAbsolutePath();

    /** The bundled plugins, in the order of the plugins directory. */
    static final List<String> PLUGINS =
            List.of("circuit-breaker", "forward-auth", "jwt-auth", "hello", "response-rewrite", "tenant-guard");

    /** What a server says when it is ready. */
    static String serving(Path socket) {
        return "info serving " + PLUGINS.size() + " plugins on " + socket;
    }

    private Command() {}

    /** The jar of the plugin that is one jar. */
    static Path helloJar() throws IOException {
        try (var jars = Files.newDirectoryStream(HOME.resolve("plugins"), "*hello*.jar")) {
            return jars.iterator().next();
        }
    }

    static Process start(Path directory, Path out, Path err, Map<String, String> environment, List<String> words)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Outcome run(Path directory, Map<String, String> environment, List<String> words) throws Exception {
        Path out = Files.createTempFile("kong-java", ".out");
        Path err = Files.createTempFile("kong-java", ".err");
        try {
            Process process = start(directory, out, err, environment, words);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " does not end: " + Files.readString(err));
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static Outcome kongJava(String... arguments) throws Exception {
        List<String> words =
                new ArrayList<>(List.of(HOME.resolve("bin/kong-java").toString()));
        words.addAll(List.of(arguments));
        return run(Path.of("/"), Map.of(), words);
    }
}
