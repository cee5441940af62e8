package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kongjava.cli.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's own Java and its class-data archive: the JVM takes an archive or leaves it without a word. */
class DistributionRuntimeTest {

    private static final String FROM_ARCHIVE = "source: shared objects file";

    @TempDir
    Path directory;

    @BeforeEach
    void built_with_a_runtime() {
        assumeTrue(Files.exists(Command.HOME.resolve("runtime")), "built with -Druntime.skip");
    }

    @Test
    void a_query_takes_nearly_all_its_classes_from_the_archive() throws Exception {
        List<String> loaded = classesLoadedBy(Command.HOME);
        assertThat(loaded)
                .filteredOn(line -> line.contains(" io.github.kongjava.cli.Dump "))
                .singleElement()
                .asString()
                .contains(FROM_ARCHIVE);
        // From Java 25 on, an archive holds no class of a library that was compiled for Java 5, as ASM and picocli are.
        assertThat(loaded)
                .filteredOn(line -> line.contains("/lib/") && line.contains(".jar"))
                .as("classes from lib, for which jars must be opened, of " + loaded.size())
                .hasSizeLessThan(loaded.size() / 50);
    }

    @Test
    void the_archive_still_fits_after_the_distribution_was_packed_and_unpacked_elsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("some where"));
        Outcome unpacked = Command.run(
                elsewhere,
                Map.of("PATH", "/usr/bin:/bin"),
                List.of("/bin/sh", "-c", "exec tar xzf \"$0\" --strip-components=1", packed().toString()));
        assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
        assertThat(classesLoadedBy(elsewhere))
                .filteredOn(line -> line.contains(" io.github.kongjava.cli.Dump "))
                .singleElement()
                .asString()
                .contains(FROM_ARCHIVE);
    }

    @Test
    void the_own_runtime_is_preferred_to_java_home_and_gives_way_to_kong_java_home() throws Exception {
        String other = System.getProperty("java.home");
        assertThat(javaOf(Map.of("JAVA_HOME", other)))
                .isEqualTo(Command.HOME.resolve("runtime").toString());
        assertThat(javaOf(Map.of("KONG_JAVA_HOME", other))).isEqualTo(other);
    }

    private String javaOf(Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KONG_JAVA_OPTS", "-XshowSettings:properties");
        Outcome outcome = Command.run(
                directory, all, List.of(Command.HOME.resolve("bin/kong-java").toString(), "dump", "hello"));
        return outcome.err()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("java.home = "))
                .map(line -> line.substring("java.home = ".length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(outcome.err()));
    }

    private List<String> classesLoadedBy(Path home) throws Exception {
        Path log = directory.resolve("classes");
        Outcome outcome = Command.run(
                directory,
                Map.of("KONG_JAVA_OPTS", "-Xlog:class+load:file=classes"),
                List.of(home.resolve("bin/kong-java").toString(), "dump"));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllLines(log);
    }

    private static Path packed() throws IOException {
        try (var built = Files.newDirectoryStream(Command.HOME.getParent(), "kong-java-*.tar.gz")) {
            return built.iterator().next();
        }
    }
}
