package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.cli.Command.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionDoctorTest {

    @TempDir
    Path directory;

    private Path conf(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("conf", "--socket", directory.resolve("s").toString()));
        arguments.addAll(List.of(options));
        String text = Command.kongJava(arguments.toArray(String[]::new)).out();
        String user = "nginx_user = " + System.getProperty("user.name") + "\n";
        return Files.writeString(directory.resolve("kong.conf"), text + user);
    }

    @Test
    void what_conf_prints_is_well() throws Exception {
        Outcome outcome = Command.kongJava("doctor", "--run-queries", "--conf", conf().toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).noneMatch(line -> line.startsWith("fail"));
        assertThat(outcome.out())
                .contains("ok    plugins: " + Command.PLUGINS.size() + " found: "
                        + String.join(" 1.0.0, ", Command.PLUGINS))
                .contains("ok    query: " + Command.PLUGINS.size() + " query commands print what Kong expects")
                .contains("warn  kong.conf: log_level is notice");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void a_stale_document_is_a_failure_with_what_to_do() throws Exception {
        Path queries = directory.resolve("q");
        Command.kongJava("dump", "--all", "--out", queries.toString());
        Path conf = conf("--static-query", queries.toString());
        assertThat(Command.kongJava("doctor", "--conf", conf.toString()).exitCode())
                .isZero();
        Path document = queries.resolve("hello.json");
        Files.writeString(document, Files.readString(document).replace("1.0.0", "0.9.0"));
        Outcome outcome = Command.kongJava("doctor", "--json", "--conf", conf.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        List<String> failures = new ArrayList<>();
        for (JsonNode result : new ObjectMapper().readTree(outcome.out())) {
            if (result.get("level").asText().equals("fail")) {
                failures.add(
                        result.get("check").asText() + " " + result.get("todo").asText());
            }
        }
        assertThat(failures)
                .containsExactly("static-query kong-java dump --all --out " + queries
                        + " with the options of before, then kong reload");
    }

    @Test
    void a_file_that_is_not_there_is_told() throws Exception {
        Outcome outcome = Command.kongJava("doctor", "--conf", "/nonexistent");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("kong-java: cannot read Kong's settings: ");
    }
}
