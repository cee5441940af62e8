package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.cli.Command.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCUMENT = """
            {"Protocol": "ProtoBuf:1", "Plugins": [{"Name": "hello", "Version": "1.0.0", "Priority": 1000,
             "Phases": ["access"], "Schema": {"name": "hello", "fields": [{"config": {"type": "record", "fields": [
               {"message": {"type": "string", "required": true, "default": "hello",
                            "description": "Text of the greeting"}}]}}]}}]}
            """;

    @TempDir
    Path directory;

    @Test
    void a_query_prints_the_document_and_nothing_else() throws Exception {
        Outcome outcome = Command.kongJava("dump", "hello");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(JSON.readTree(outcome.out())).isEqualTo(JSON.readTree(DOCUMENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-dump", "dump"})
    void a_query_without_a_name_describes_all_bundled_plugins(String command) throws Exception {
        Outcome outcome = Command.kongJava(command);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(JSON.readTree(outcome.out()).path("Plugins"))
                .map(plugin -> plugin.path("Name").asText())
                .isEqualTo(Command.PLUGINS);
    }

    @Test
    void a_bundled_plugin_brings_its_libraries_and_nothing_that_the_server_gives() throws Exception {
        try (var files = Files.list(Command.HOME.resolve("plugins/forward-auth"))) {
            assertThat(files)
                    .map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith("jackson-databind-"))
                    .anyMatch(name -> name.startsWith("slf4j-jdk14-"))
                    .noneMatch(name -> name.startsWith("kong-java-pdk-") || name.startsWith("jspecify-"));
        }
    }

    @Test
    void a_query_may_name_the_protocol() throws Exception {
        Outcome outcome = Command.kongJava("dump", "--protocol", "msgpack", "hello");
        assertThat(JSON.readTree(outcome.out()).get("Protocol").asText()).isEqualTo("MsgPack:1");
    }

    @Test
    void the_command_runs_through_links_and_from_directories_with_blanks() throws Exception {
        Path odd = Files.createDirectories(directory.resolve("a b/c"));
        Path first = Files.createSymbolicLink(odd.resolve("first"), Command.HOME.resolve("bin/kong-java"));
        Files.createSymbolicLink(odd.resolve("second"), Path.of("first"));
        Path last = Files.createSymbolicLink(directory.resolve("last link"), Path.of("a b/c/second"));
        for (String link : List.of(first.toString(), last.toString(), "./last link", "a b/c/second")) {
            Outcome outcome = Command.run(directory, Map.of(), List.of(link, "dump", "hello"));
            assertThat(outcome.err()).isEmpty();
            assertThat(JSON.readTree(outcome.out())).isEqualTo(JSON.readTree(DOCUMENT));
        }
    }

    @Test
    void a_kong_java_home_without_java_is_said_and_another_java_is_found() throws Exception {
        Outcome outcome = Command.run(
                Path.of("/"),
                Map.of("KONG_JAVA_HOME", directory.toString()),
                List.of(Command.HOME.resolve("bin/kong-java").toString(), "dump", "hello"));
        assertThat(outcome.err()).startsWith("kong-java: KONG_JAVA_HOME is " + directory);
        assertThat(JSON.readTree(outcome.out())).isEqualTo(JSON.readTree(DOCUMENT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dump nope                       | 1 | there is no plugin "nope"
            dump --plugins /nonexistent     | 1 | there is no such directory
            dump --protocol grpc            | 2 | neither protobuf nor msgpack
            dump --bad                      | 2 | Unknown option: '--bad'; see kong-java dump --help
            dump a b                        | 2 | Unmatched argument
            serve                           | 2 | Missing required option: '--socket=PATH'
            serve --socket /x --log-level loud | 2 | --log-level
            serve --socket /x --socket-mode 9  | 1 | --socket-mode must be three octal digits
            serve --socket /x --max-frame 0    | 1 | --max-frame must be from 1 to 1024 MiB
            serve --socket /nonexistent/x   | 1 | cannot serve on /nonexistent/x
            conf --plugins /nonexistent     | 1 | there is no plugin in /nonexistent
            status --socket /nonexistent    | 1 | no server answers on /nonexistent
            dev --port 70000                | 1 | --port must be from 0 to 65535
            fly                             | 2 | Unmatched argument
            """)
    void an_error_has_an_exit_code_and_a_line_that_helps(String arguments, int exitCode, String message)
            throws Exception {
        Outcome outcome = Command.kongJava(arguments.split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains(message);
        assertThat(outcome.err().lines()).allMatch(line -> line.startsWith("kong-java: "));
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void a_broken_jar_is_named_and_the_other_plugins_are_described() throws Exception {
        Path hello = Command.helloJar();
        Files.copy(hello, directory.resolve("hello.jar"));
        Files.writeString(directory.resolve("broken.jar"), "no archive");
        Outcome all = Command.kongJava("dump", "--plugins", directory.toString());
        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.err()).startsWith("kong-java: broken.jar: the jar cannot be opened");
        assertThat(JSON.readTree(all.out())).isEqualTo(JSON.readTree(DOCUMENT));
        Outcome one = Command.kongJava("dump", "--plugins", directory.toString(), "hello");
        assertThat(one.exitCode()).isZero();
        assertThat(JSON.readTree(one.out())).isEqualTo(JSON.readTree(DOCUMENT));
    }

    @Test
    void conf_names_the_command_and_the_socket() throws Exception {
        String names = String.join(",", Command.PLUGINS);
        Outcome conf = Command.kongJava("conf", "--socket", "/run/kong.socket");
        assertThat(conf.out().lines())
                .contains(
                        "plugins = bundled," + names,
                        "pluginserver_hello_socket = /run/kong.socket",
                        "pluginserver_hello_query_cmd = " + Command.HOME.resolve("bin/kong-java") + " dump hello");
        Outcome env = Command.kongJava("conf", "--env");
        assertThat(env.out().lines()).contains("KONG_PLUGINS=bundled," + names, "KONG_PLUGINSERVER_NAMES=" + names);
    }

    @Test
    void every_command_has_help_and_there_is_a_version() throws Exception {
        for (String command : List.of("serve", "dump", "conf", "status", "doctor", "dev")) {
            Outcome help = Command.kongJava(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: kong-java " + command);
        }
        assertThat(Command.kongJava("--version").out()).startsWith("kong-java ");
    }

    @Test
    void a_server_serves_tells_its_state_and_ends_when_told() throws Exception {
        Path socket = directory.resolve("s");
        Path err = directory.resolve("err");
        String launcher = Command.HOME.resolve("bin/kong-java").toString();
        Process server = Command.start(
                directory,
                directory.resolve("out"),
                err,
                Map.of(),
                List.of(launcher, "serve", "--socket", socket.toString()));
        try {
            awaitLine(server, err, Command.serving(socket));
            assertThat(server.info().command().orElse("")).endsWith("java");
            JsonNode status = JSON.readTree(Command.kongJava("status", "--json", "--socket", socket.toString())
                    .out());
            assertThat(status.get("Pid").asLong()).isEqualTo(server.pid());
            assertThat(status.get("Plugins"))
                    .map(plugin -> plugin.get("Name").asText())
                    .isEqualTo(Command.PLUGINS);
            assertThat(Command.kongJava("status", "--socket", socket.toString()).out())
                    .containsPattern("hello +1.0.0 +ProtoBuf:1 +access");
        } finally {
            server.destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(directory.resolve("out")).isEmptyFile();
        assertThat(socket).exists();
    }

    @Test
    void a_server_whose_parent_is_killed_ends_by_itself() throws Exception {
        Path socket = directory.resolve("s");
        Path err = directory.resolve("err");
        String launcher = Command.HOME.resolve("bin/kong-java").toString();
        Process parent = Command.start(
                directory,
                directory.resolve("out"),
                err,
                Map.of(),
                List.of("/bin/sh", "-c", "\"$0\" serve --socket \"$1\" & wait", launcher, socket.toString()));
        awaitLine(parent, err, Command.serving(socket));
        JsonNode status = JSON.readTree(Command.kongJava("status", "--json", "--socket", socket.toString())
                .out());
        ProcessHandle server = ProcessHandle.of(status.get("Pid").asLong()).orElseThrow();

        parent.destroyForcibly();

        assertThat(server.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        assertThat(Files.readString(err)).contains("is gone: ending");
        assertThat(socket).exists();
    }

    @Test
    void the_development_gateway_has_those_plugins_on_that_need_no_configuration() throws Exception {
        Path err = directory.resolve("err");
        Process server = Command.start(
                directory,
                directory.resolve("out"),
                err,
                Map.of(),
                List.of(Command.HOME.resolve("bin/kong-java").toString(), "dev", "--port", "0"));
        try {
            awaitLine(server, err, "no substitute for Kong");
            assertThat(Files.readString(err))
                    .contains("the plugin forward-auth is off: its configuration needs service_url; give it with")
                    .contains(
                            "the plugin jwt-auth is off: its configuration needs one of issuers, introspection.endpoint;");
            String address = Files.readString(err).replaceFirst("(?s).* on (http://127.0.0.1:[0-9]+) .*", "$1");
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding());
            assertThat(answer.headers().firstValue("x-hello-from-java")).isPresent();
        } finally {
            server.destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    static void awaitLine(Process server, Path file, String line) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.readString(file).contains(line)) {
            assertThat(server.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(Files.readString(file))
                    .isFalse();
            assertThat(System.nanoTime()).as("time to become ready").isLessThan(deadline);
        }
    }
}
