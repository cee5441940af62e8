package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardAuthTest {

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    private void configure(String more) {
        gateway.configure(
                "forward-auth",
                "{\"service_url\": \"" + service.url() + "/auth?key=hidden\", \"timeout\": 20000" + more + "}");
    }

    private static ClientRequest post(String body, Header... headers) {
        List<Header> all = new java.util.ArrayList<>(List.of(headers));
        all.add(new Header("Host", "api.example"));
        all.add(new Header("Content-Length", Integer.toString(body.length())));
        return new ClientRequest(
                "POST", "/orders?x=1", 1.1, all, body.getBytes(StandardCharsets.UTF_8), ClientRequest.Peer.local(8000));
    }

    @Test
    void the_service_is_told_of_the_request_and_lets_it_pass() {
        configure("");

        TestAnswer answer = gateway.get(
                "/a/../b%2f?x=1",
                new Header("Host", "api.example"),
                new Header("Authorization", "Bearer t"),
                new Header("X-Forwarded-Method", "DELETE"),
                new Header("X-Forwarded-For", "6.6.6.6"),
                new Header("X-Other", "unlisted"));

        assertThat(answer.passed()).isTrue();
        TestService.Got got = service.got().get(0);
        assertThat(got.head()).startsWith("GET /auth?key=hidden HTTP/1.1\r\n");
        assertThat(got.header("x-forwarded-method")).containsExactly("GET");
        assertThat(got.header("x-forwarded-host")).containsExactly("api.example");
        assertThat(got.header("x-forwarded-proto")).containsExactly("http");
        assertThat(got.header("x-forwarded-uri")).containsExactly("/a/../b%2f?x=1");
        assertThat(got.header("x-forwarded-path")).containsExactly("/b%2F");
        assertThat(got.header("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(got.header("authorization")).containsExactly("Bearer t");
        assertThat(got.header("x-other")).isEmpty();
    }

    @Test
    void the_query_is_left_out_if_it_should_be() {
        configure(", \"include_query\": false");

        gateway.get("/a?secret=1", new Header("Host", "api.example"));

        assertThat(service.got().get(0).header("x-forwarded-uri")).containsExactly("/a");
    }

    @Test
    void headers_of_the_service_reach_the_upstream_in_place_of_the_clients() {
        configure(", \"upstream_headers\": [\"X-User\", \"X-Team\"]");
        service.answers(200, "", "X-User: j\u00f6rg", "X-Unlisted: 1");

        TestAnswer answer = gateway.get(
                "/",
                new Header("Host", "h"),
                new Header("x_user", "root"),
                new Header("X-User", "root"),
                new Header("X-Team", "admins"),
                new Header("X-Consumer-Id", "1"));

        assertThat(answer.upstreamHeaders("x-user")).containsExactly("j\u00f6rg");
        assertThat(answer.upstreamHeaders("x_user")).isEmpty();
        assertThat(answer.upstreamHeaders("x-team")).isEmpty();
        assertThat(answer.upstreamHeaders("x-consumer-id")).isEmpty();
        assertThat(answer.upstreamHeaders("x-unlisted")).isEmpty();
    }

    @Test
    void a_refusal_is_passed_on_with_chosen_headers_and_its_body() {
        configure("");
        service.answers(
                401, "please log in", "WWW-Authenticate: Basic", "Content-Type: text/plain", "X-Internal: 10.0.0.1");

        TestAnswer answer = gateway.get("/", new Header("Host", "h"));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("please log in");
        assertThat(answer.header("www-authenticate")).contains("Basic");
        assertThat(answer.header("content-type")).contains("text/plain");
        assertThat(answer.header("x-internal")).isEmpty();
    }

    @Test
    void a_redirect_is_the_clients_to_follow() {
        configure("");
        service.answers(302, "", "Location: https://login.example/?a=b");

        TestAnswer answer = gateway.get("/", new Header("Host", "h"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).contains("https://login.example/?a=b");
        assertThat(service.got()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 300, 304, 408, 500, 502, 503})
    void other_statuses_are_no_decision(int status) {
        configure(", \"allow_statuses\": [200]");
        service.answers(status, "secret of the service");

        TestAnswer answer = gateway.get("/", new Header("Host", "h"));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(answer.log().toString()).contains("no decision from").doesNotContain("hidden");
    }

    @Test
    void method_and_body_are_the_clients_if_they_should_be() {
        configure(", \"method\": \"original\", \"body\": {\"send\": true}");

        gateway.send(post("{\"a\":1}", new Header("Content-Type", "application/json")));

        TestService.Got got = service.got().get(0);
        assertThat(got.head()).startsWith("POST /auth");
        assertThat(got.text()).isEqualTo("{\"a\":1}");
        assertThat(got.header("content-length")).containsExactly("7");
        assertThat(got.header("content-type")).containsExactly("application/json");
    }

    @Test
    void without_body_the_length_is_that_of_nothing() {
        configure(", \"method\": \"original\"");

        gateway.send(post("hello"));

        assertThat(service.got().get(0).header("content-length")).containsExactly("0");
    }

    @Test
    void a_body_over_the_limit_is_413_and_the_service_is_not_asked() {
        configure(", \"fail_open\": true, \"body\": {\"send\": true, \"max_bytes\": 4}");

        assertThat(gateway.send(post("hello")).status()).isEqualTo(413);
        ClientRequest chunked = new ClientRequest(
                "POST",
                "/",
                1.1,
                List.of(new Header("Host", "h"), new Header("Transfer-Encoding", "chunked")),
                new byte[5],
                ClientRequest.Peer.local(8000));
        assertThat(gateway.send(chunked).status()).isEqualTo(413);
        assertThat(service.got()).isEmpty();
    }

    @Test
    void a_secret_of_the_plugin_authenticates_it_to_the_service() {
        configure(", \"service_headers\": {\"X-Api-Key\": \"s3cret\"}");

        gateway.get("/", new Header("Host", "h"), new Header("X-Api-Key", "forged"));

        assertThat(service.got().get(0).header("x-api-key")).containsExactly("s3cret");
    }

    @Test
    void what_the_client_names_in_connection_is_not_passed_on() {
        configure("");

        gateway.get(
                "/",
                new Header("Host", "h"),
                new Header("Connection", "close, Authorization"),
                new Header("Authorization", "Bearer t"));

        assertThat(service.got().get(0).header("authorization")).isEmpty();
    }

    @Test
    void a_connection_token_that_would_remove_a_header_of_the_service_is_refused() {
        configure(", \"upstream_headers\": [\"X-User\"]");

        TestAnswer answer = gateway.get("/", new Header("Host", "h"), new Header("Connection", "x-user"));

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"service_url\": \"http://user@auth\"",
                "\"service_url\": \"http://auth\", \"request_headers\": [\"Host\"]",
                "\"service_url\": \"http://auth\", \"request_headers\": [\"X-Forwarded-For\"]",
                "\"service_url\": \"http://auth\", \"upstream_headers\": [\"Transfer-Encoding\"]",
            })
    void a_configuration_that_cannot_work_lets_nothing_pass(String config) {
        gateway.configure("forward-auth", "{" + config + "}");

        TestAnswer answer = gateway.get("/", new Header("Host", "h"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.passed()).isFalse();
    }
}
