package io.github.kongjava.plugins.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedHttpTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** What a server does with a connection after it has read the request's head. */
    private interface Behaviour {
        void answer(Socket connection, OutputStream out) throws IOException;
    }

    private final BoundedHttp http = BoundedHttp.http1();
    private final ServerSocket server;
    private final CompletableFuture<Boolean> givenUp = new CompletableFuture<>();

    BoundedHttpTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpRequest to(Behaviour behaviour) {
        Thread thread = new Thread(
                () -> {
                    try (Socket connection = server.accept()) {
                        connection.getInputStream().read(new byte[8192]);
                        behaviour.answer(connection, connection.getOutputStream());
                        // Until the client closes: true when it does.
                        givenUp.complete(connection.getInputStream().read() < 0);
                    } catch (IOException e) {
                        givenUp.complete(true);
                    }
                },
                "server of the test");
        thread.setDaemon(true);
        thread.start();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"))
                .build();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Test
    void an_answer_within_its_bounds_arrives_whole() throws Exception {
        HttpRequest request = to((connection, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"));

        HttpResponse<byte[]> answer = http.send(request, LONG, 5);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo("hello");
    }

    @Test
    void a_service_that_says_nothing_is_given_up_at_the_deadline() throws Exception {
        HttpRequest request = to((connection, out) -> {});

        assertThatThrownBy(() -> http.send(request, SHORT, 5))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessage("no whole answer within 200 ms");
        assertThat(givenUp.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_body_that_stalls_is_given_up_at_the_deadline() throws Exception {
        HttpRequest request = to((connection, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"));

        assertThatThrownBy(() -> http.send(request, SHORT, 500)).isInstanceOf(HttpTimeoutException.class);
        assertThat(givenUp.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_body_that_drips_for_ever_is_given_up_at_the_deadline() {
        HttpRequest request = to((connection, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (!server.isClosed()) {
                write(out, "1\r\nx\r\n");
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(() -> http.send(request, SHORT, Integer.MAX_VALUE)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void a_body_over_the_limit_is_not_read_to_its_end() throws Exception {
        HttpRequest request =
                to((connection, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\nhello!"));

        assertThatThrownBy(() -> http.send(request, LONG, 5))
                .isInstanceOf(BodyTooLargeException.class)
                .hasMessage("the body is over 5 bytes");
        assertThat(givenUp.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_redirect_is_an_answer_like_others() throws Exception {
        HttpRequest request = to((connection, out) ->
                write(out, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(http.send(request, LONG, 5).statusCode()).isEqualTo(302);
    }

    @Test
    void garbage_and_a_reset_are_failures() {
        HttpRequest garbage = to((connection, out) -> write(out, "hello\r\n\r\n"));

        assertThatThrownBy(() -> http.send(garbage, LONG, 5)).isInstanceOf(IOException.class);
    }

    @Test
    void a_client_that_follows_redirects_is_refused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> new BoundedHttp(following)).isInstanceOf(IllegalArgumentException.class);
    }
}
