package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of plugins that work together, as its first lines tell to run it. */
class DistributionExamplesTest {

    private static final Path EXAMPLE =
            Path.of("../../examples/tenants.yml").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Process gateway;
    private String log;

    @BeforeEach
    void start() throws Exception {
        Path err = directory.resolve("err");
        List<String> words = List.of("dev", "--port", "0", "--log-level", "debug", "--config", EXAMPLE.toString());
        gateway = Command.start(directory, directory.resolve("out"), err, Map.of(), launched(words));
        DistributionTest.awaitLine(gateway, err, "uses the socket");
        log = Files.readString(err);
    }

    private static List<String> launched(List<String> words) {
        List<String> all =
                new ArrayList<>(List.of(Command.HOME.resolve("bin/kong-java").toString()));
        all.addAll(words);
        return all;
    }

    @AfterEach
    void stop() throws Exception {
        gateway.destroy();
        assertThat(gateway.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private String said(String pattern) {
        return log.replaceFirst("(?s).*" + pattern + ".*", "$1");
    }

    private String get(String tenant, String path) throws IOException {
        int port = Integer.parseInt(said("gateway on port ([0-9]+) "));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(60_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + tenant + ".api.example.com\r\n"
                    + "Authorization: Bearer x\r\nConnection: close\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void tenants_have_their_share_and_answers_are_masked() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(get("acme", "/orders"))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("\"x-tenant-id\"")
                    .contains("\"acme\"")
                    .doesNotContain("Bearer x");
        }
        assertThat(get("acme", "/orders")).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after:");
        assertThat(get("globex", "/orders")).startsWith("HTTP/1.1 403");
    }

    @Test
    void a_service_that_is_gone_gets_no_more_requests_and_the_status_says_so() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(get("acme", "/billing")).startsWith("HTTP/1.1 502");
        }
        assertThat(get("acme", "/billing"))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after:")
                .contains("the circuit breaker is open");

        String socket = said("uses the socket (\\S+)");
        String subject = "service billing tenant acme";
        String state = "open until \\S+Z, of the last 4 calls 4 failed and 0 were slow";
        assertThat(Command.kongJava("status", "--socket", socket).out())
                .containsPattern("circuit-breaker: +" + subject + " +" + state);
        JsonNode status = new ObjectMapper()
                .readTree(
                        Command.kongJava("status", "--json", "--socket", socket).out());
        JsonNode says = status.path("Plugins").findParents("Says").stream()
                .filter(plugin -> plugin.path("Name").asText().equals("circuit-breaker"))
                .findFirst()
                .orElseThrow()
                .path("Says");
        assertThat(says.path(subject).asText()).matches(state);
    }
}
