package io.github.kongjava.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DevelopmentGatewayTest {

    static {
        HttpUpstream.allowHostHeader(); // before the test's own client
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @TempDir
    Path directory;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private DevelopmentGateway gateway(ScriptedPlugin... plugins) throws Exception {
        return start(options(plugins));
    }

    private DevelopmentGateway gateway(String config, ScriptedPlugin... plugins) throws Exception {
        Path file = directory.resolve("kong.yml");
        Files.writeString(file, config);
        return start(options(plugins).withConfig(file));
    }

    private DevelopmentGateway start(DevelopmentOptions options) throws Exception {
        DevelopmentGateway gateway = DevelopmentGateway.start(options);
        open.addFirst(gateway);
        return gateway;
    }

    private DevelopmentOptions options(ScriptedPlugin... plugins) throws IOException {
        Path socket = directory.resolve("s");
        open.addFirst(PluginServer.start(ServerOptions.onSocket(socket), ScriptedPlugin.only(plugins)));
        List<OfferedPlugin> offered =
                List.of(plugins).stream().map(ScriptedPlugin::offer).toList();
        return DevelopmentOptions.of(socket, offered).listenOn("127.0.0.1", 0).loggingTo(log::add);
    }

    private static ScriptedPlugin plugin(Protocol protocol, Phase phase, BiConsumer<Kong, String> script) {
        return new ScriptedPlugin("probe", 1000, protocol, Map.of(phase, script));
    }

    private HttpResponse<String> get(DevelopmentGateway gateway, String target, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(gateway, target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(DevelopmentGateway gateway, String target) {
        return URI.create("http://127.0.0.1:" + gateway.port() + target);
    }

    private void awaitLog(String part) throws InterruptedException {
        String line = "";
        while (!line.contains(part)) {
            line = log.poll(30, TimeUnit.SECONDS);
            assertThat(line).as("a log line with " + part).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_sets_a_header_of_the_response(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(
                protocol,
                Phase.ACCESS,
                (kong, config) -> kong.response()
                        .setHeader("x-hello", "to " + kong.request().host())));

        HttpResponse<String> response = get(gateway, "/some/path?x=1", "x-one", "1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-hello")).contains("to 127.0.0.1");
        assertThat(response.headers().firstValue("via")).contains("1.1 kong/3.9.3");
        assertThat(response.headers().map()).containsKeys("x-kong-upstream-latency", "x-kong-proxy-latency");
        assertThat(response.body()).contains("\"path\" : \"/some/path?x=1\"", "\"x-one\"");
    }

    @ParameterizedTest
    @EnumSource
    void an_exit_answers_the_client(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(protocol, Phase.ACCESS, (kong, config) -> {
            throw kong.response().exit(401, "who are you?");
        }));

        HttpResponse<String> response = get(gateway, "/");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("who are you?");
        assertThat(response.headers().map())
                .containsKey("x-kong-response-latency")
                .doesNotContainKey("via");
    }

    @ParameterizedTest
    @EnumSource
    void a_failing_plugin_answers_500(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(protocol, Phase.ACCESS, (kong, config) -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(get(gateway, "/").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_sees_and_changes_the_buffered_response(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(protocol, Phase.RESPONSE, (kong, config) -> {
            kong.response()
                    .setHeader("x-size", "was " + kong.service().response().status());
            kong.response().setStatus(202);
        }));

        HttpResponse<String> response = get(gateway, "/");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("x-size")).contains("was 200");
    }

    @ParameterizedTest
    @EnumSource
    void the_log_phase_runs_after_the_answer(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(
                protocol,
                Phase.LOG,
                (kong, config) ->
                        kong.log().notice("answered with " + kong.response().status())));

        get(gateway, "/");

        awaitLog("[notice] answered with 200");
    }

    @ParameterizedTest
    @EnumSource
    void bodies_of_any_size_go_through_and_plugins_can_read_them(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(plugin(protocol, Phase.ACCESS, (kong, config) -> {
            byte[] body = kong.request().rawBody();
            throw kong.response().exit(200, Integer.toString(body.length));
        }));

        for (int size : new int[] {0, 1, 8192, 8193, 5 << 20}) {
            HttpRequest request = HttpRequest.newBuilder(uri(gateway, "/"))
                    .POST(BodyPublishers.ofByteArray(new byte[size]))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(Integer.toString(size));
        }
    }

    @ParameterizedTest
    @EnumSource
    void routes_and_plugin_configurations_come_from_a_file(Protocol protocol) throws Exception {
        DevelopmentGateway gateway = gateway(
                """
                _format_version: "3.0"
                services:
                - name: dead
                  url: http://127.0.0.1:1/base
                  routes:
                  - name: dead
                    paths: [ /dead ]
                routes:
                - name: users
                  paths: [ "~/u/(?<user>\\\\d+)$" ]
                  plugins:
                  - name: probe
                    config: { word: special }
                plugins:
                - name: probe
                - name: key-auth
                consumers:
                - { username: alice, nonsense: 1 }
                """,
                plugin(
                        protocol,
                        Phase.ACCESS,
                        (kong, config) -> kong.response()
                                .setHeader("x-config", config.contains("special") ? "special" : "default")));

        assertThat(get(gateway, "/u/42").headers().firstValue("x-config")).contains("special");
        HttpResponse<String> none = get(gateway, "/nowhere");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("no Route matched with those values");
        assertThat(get(gateway, "/dead").statusCode()).isEqualTo(502);
        assertThat(log).anyMatch(line -> line.contains("kong.yml:16: the plugin key-auth is not served here"));
        assertThat(log).anyMatch(line -> line.contains("kong.yml:18: unknown key nonsense in consumers[0]"));
    }

    @ParameterizedTest
    @EnumSource
    void a_change_of_the_file_is_taken_up_and_a_broken_file_is_not(Protocol protocol) throws Exception {
        String config = "_format_version: '3.0'\nplugins: [ { name: probe, config: { word: one } } ]\n";
        DevelopmentGateway gateway = gateway(
                config,
                plugin(
                        protocol,
                        Phase.ACCESS,
                        (kong, json) -> kong.response().setHeader("x-word", json.contains("\"one\"") ? "one" : "two")));
        assertThat(get(gateway, "/").headers().firstValue("x-word")).contains("one");

        Files.writeString(directory.resolve("kong.yml"), config.replace("one", "two"));
        awaitLog("was read anew");
        assertThat(get(gateway, "/").headers().firstValue("x-word")).contains("two");

        Files.writeString(directory.resolve("kong.yml"), "services: 5");
        awaitLog("what was configured before stays");
        assertThat(get(gateway, "/").headers().firstValue("x-word")).contains("two");
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_file_is_refused_with_its_line(Protocol protocol) {
        assertThatThrownBy(() -> gateway(
                        "_format_version: '3.0'\nservices:\n- name: a\n  url: nowhere\n",
                        plugin(protocol, Phase.ACCESS, (kong, config) -> {})))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("kong.yml:4: services[0].url must look like http://host:port/path");
    }

    @ParameterizedTest
    @EnumSource
    void requests_reach_a_real_upstream_with_its_host_and_without_hop_by_hop_headers(Protocol protocol)
            throws Exception {
        DevelopmentGateway upstream = gateway(plugin(protocol, Phase.ACCESS, (kong, config) -> {}));
        DevelopmentGateway gateway = start(new DevelopmentOptions(
                "127.0.0.1",
                0,
                directory.resolve("s"),
                java.util.Optional.of(file(upstream.port())),
                List.of(),
                log::add));

        String answer = raw(gateway, """
                GET /a/b%20c HTTP/1.1
                Host: example.test
                X-A: 1
                Connection: close, X-A

                """);

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"path\" : \"/base/b%20c\"");
        assertThat(answer).contains("\"Host\" : [ \"echo.invalid\" ]").doesNotContainIgnoringCase("\"x-a\"");
        assertThat(answer).contains("127.0.0.1, 127.0.0.1").contains("example.test");
    }

    private Path file(int port) throws IOException {
        Path file = directory.resolve("to-upstream.yml");
        return Files.writeString(file, """
                _format_version: "3.0"
                services:
                - { name: up, url: "http://127.0.0.1:%d/base", routes: [ { name: a, paths: [ /a ] } ] }
                """.formatted(port));
    }

    private static String raw(DevelopmentGateway gateway, String request) throws IOException {
        try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
