package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.io.OutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Http2Test {

    /** An empty frame SETTINGS. */
    private static final String SETTINGS = "000000040000000000";

    /** A frame HEADERS that ends the stream of the request that was upgraded, before its one byte. */
    private static final String HEADERS = "000001010500000001";

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @BeforeEach
    void configure() {
        gateway.configure(
                "forward-auth", "{\"service_url\": \"" + service.url() + "\", \"timeout\": 20000, \"http2\": true}");
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    /** The byte is the status, as HPACK's table of statuses has it. */
    @ParameterizedTest
    @CsvSource({"88, 200", "8b, 304", "8d, 404", "8e, 503"})
    void a_service_that_speaks_http_2_decides(String coded, int status) {
        service.behaves((got, connection, out) -> {
            TestService.write(out, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
            out.write(HexFormat.of().parseHex(SETTINGS + HEADERS + coded));
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        });

        int seen = gateway.get("/", new Header("Host", "h")).status();

        assertThat(seen).isEqualTo(status == 304 ? 503 : status);
    }

    @Test
    void a_service_that_speaks_http_1_alone_is_asked_all_the_same() {
        service.answers(403, "no");

        assertThat(gateway.get("/", new Header("Host", "h")).status()).isEqualTo(403);
        assertThat(service.got().get(0).header("upgrade")).containsExactly("h2c");
    }
}
