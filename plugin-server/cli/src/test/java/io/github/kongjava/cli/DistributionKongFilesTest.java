package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.cli.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds the files for Kong to what the command itself says. */
class DistributionKongFilesTest {

    private static final String DOCUMENTED_HOME = "/opt/kong-java";
    private static final Path KONG = Path.of("../../kong");

    @Test
    void kong_conf_has_the_lines_that_conf_prints() throws Exception {
        assertThat(settings("kong.conf", "plugin")).isEqualTo(printedBy("conf"));
    }

    @Test
    void kong_env_has_the_lines_that_conf_prints_for_the_environment() throws Exception {
        assertThat(settings("kong.env", "KONG_PLUGIN")).isEqualTo(printedBy("conf", "--env"));
    }

    @Test
    void kong_conf_and_kong_env_say_the_same() throws Exception {
        assertThat(settings("kong.env", "KONG_"))
                .isEqualTo(settings("kong.conf", "").stream()
                        .map(DistributionKongFilesTest::asVariable)
                        .toList());
    }

    @Test
    void the_values_for_kubernetes_have_the_lines_that_conf_prints_for_the_environment() throws Exception {
        assertThat(settings("kubernetes/values-image.yaml", "  plugin"))
                .isEqualTo(printedBy("conf", "--env", "--socket", "/tmp/kong-java.socket").stream()
                        .map(DistributionKongFilesTest::asValue)
                        .toList());
    }

    @Test
    void the_values_for_a_sidecar_have_them_too_but_for_what_only_its_container_can_run() throws Exception {
        String dump = DOCUMENTED_HOME + "/bin/kong-java dump (.+)";
        assertThat(settings("kubernetes/values-sidecar.yaml", "  plugin"))
                .isEqualTo(printedBy("conf", "--env", "--socket", "/run/kong-java/kong-java.socket").stream()
                        .filter(line -> !line.contains("_START_CMD="))
                        .map(line -> line.replaceFirst(dump, "cat /run/kong-java/query/$1.json"))
                        .map(DistributionKongFilesTest::asValue)
                        .toList());
    }

    private static String asValue(String variable) {
        String[] nameAndValue = variable.replaceFirst("KONG_", "").split("=", 2);
        return "  " + nameAndValue[0].toLowerCase(Locale.ROOT) + ": " + nameAndValue[1];
    }

    private static String asVariable(String line) {
        String[] keyAndValue = line.split(" = ", 2);
        return "KONG_" + keyAndValue[0].toUpperCase(Locale.ROOT) + "=" + keyAndValue[1];
    }

    private static List<String> settings(String file, String start) throws IOException {
        return Files.readAllLines(KONG.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && line.startsWith(start))
                .toList();
    }

    private static List<String> printedBy(String... arguments) throws Exception {
        Outcome outcome = Command.kongJava(arguments);
        assertThat(outcome.err()).isEmpty();
        return outcome.out()
                .replace(Command.HOME.toString(), DOCUMENTED_HOME)
                .lines()
                .toList();
    }
}
