package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.cli.Command.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionStaticQueryTest {

    @TempDir
    Path directory;

    private Path written(String... options) throws Exception {
        Path queries = directory.resolve("query documents #1");
        List<String> arguments = new ArrayList<>(List.of("dump", "--all", "--out", queries.toString()));
        arguments.addAll(List.of(options));
        Outcome outcome = Command.kongJava(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactlyElementsOf(Command.PLUGINS.stream()
                        .map(name -> queries.resolve(name + ".json").toString())
                        .toList());
        return queries;
    }

    @Test
    void a_file_says_what_the_query_says() throws Exception {
        Path queries = written("--protocol", "msgpack", "--kong-version", "3.3");
        String query = Command.kongJava("dump", "hello", "--protocol", "msgpack", "--kong-version", "3.3")
                .out();
        assertThat(queries.resolve("hello.json"))
                .hasContent(query.replaceFirst(
                        "}\n$", ",\"StaticQuery\":{\"KongVersion\":\"3.3\",\"Protocol\":\"MsgPack:1\"}}\n"));
    }

    @Test
    void documents_of_plugins_that_are_gone_are_removed_and_those_of_others_are_not() throws Exception {
        Path queries = written();
        String document = Files.readString(queries.resolve("hello.json"));
        Files.writeString(queries.resolve("gone.json"), document.replace("\"hello\"", "\"gone\""));
        Files.writeString(queries.resolve("notes.json"), "{}");
        Outcome outcome = Command.kongJava("dump", "--all", "--out", queries.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err().lines())
                .containsExactly(
                        "kong-java: removed " + queries.resolve("gone.json") + ": the plugin gone is gone",
                        "kong-java: " + queries.resolve("notes.json")
                                + " stays: kong-java dump --all did not write it");
        assertThat(queries.resolve("gone.json")).doesNotExist();
    }

    @Test
    void nothing_is_removed_while_a_jar_cannot_be_used() throws Exception {
        Path queries = written();
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Files.copy(Command.helloJar(), plugins.resolve("hello.jar"));
        Files.writeString(plugins.resolve("broken.jar"), "no archive");
        String document = Files.readString(queries.resolve("hello.json"));
        Files.writeString(queries.resolve("lost.json"), document.replace("\"hello\"", "\"lost\""));
        Outcome outcome =
                Command.kongJava("dump", "--all", "--out", queries.toString(), "--plugins", plugins.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("kong-java: broken.jar: the jar cannot be opened")
                .contains("lost.json stays although the plugin lost was not found");
        assertThat(queries.resolve("lost.json")).exists();
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        Outcome outcome = Command.kongJava("dump", "--all", "--out", file.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("kong-java: cannot write the query documents to " + file);
    }

    @Test
    void conf_gives_kong_commands_that_a_shell_runs() throws Exception {
        Path queries = written();
        Outcome conf = Command.kongJava("conf", "--env", "--static-query", queries.toString());
        assertThat(conf.err()).isEmpty();
        assertThat(conf.exitCode()).isZero();
        String key = "KONG_PLUGINSERVER_HELLO_QUERY_CMD=";
        String query = conf.out()
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow()
                .substring(key.length());
        Outcome shell = Command.run(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), List.of("/bin/sh", "-c", query));
        assertThat(shell.out()).isEqualTo(Files.readString(queries.resolve("hello.json")));
        assertThat(Command.kongJava("conf", "--static-query", queries.toString())
                        .out())
                .contains("pluginserver_hello_query_cmd = cat " + directory + "/query\\ documents\\ \\\\#1/hello.json")
                .contains(" --static-query " + directory + "/query\\ documents\\ \\\\#1\n");
    }

    @Test
    void conf_says_which_documents_do_not_fit() throws Exception {
        Path queries = directory.resolve("none");
        Outcome conf = Command.kongJava("conf", "--static-query", queries.toString());
        assertThat(conf.exitCode()).isEqualTo(1);
        assertThat(conf.err())
                .contains("kong-java: " + queries.resolve("hello.json")
                        + " is missing: Kong cannot ask for the plugin hello; write the documents by"
                        + " kong-java dump --all --out " + queries + " with the same options\n");
        Outcome odd = Command.kongJava(
                "conf", "--static-query", directory.resolve("a\\b").toString());
        assertThat(odd.exitCode()).isEqualTo(1);
        assertThat(odd.err()).contains("cannot be written into kong.conf");
    }

    @Test
    void a_server_says_which_documents_are_stale_and_serves() throws Exception {
        Path queries = written();
        Path document = queries.resolve("hello.json");
        Files.writeString(document, Files.readString(document).replace("\"1.0.0\"", "\"0.9.0\""));
        Path err = directory.resolve("err");
        Path socket = directory.resolve("s");
        Process server = Command.start(
                directory,
                directory.resolve("out"),
                err,
                Map.of(),
                List.of(
                        Command.HOME.resolve("bin/kong-java").toString(),
                        "serve",
                        "--socket",
                        socket.toString(),
                        "--static-query",
                        queries.toString()));
        try {
            DistributionTest.awaitLine(server, err, Command.serving(socket));
            assertThat(Files.readString(err))
                    .contains("error " + document + " is stale: Version is \"0.9.0\", the plugin's is \"1.0.0\";"
                            + " Kong goes by the document; run kong-java dump --all --out " + queries
                            + " with the options of before, then kong reload\n");
        } finally {
            server.destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
