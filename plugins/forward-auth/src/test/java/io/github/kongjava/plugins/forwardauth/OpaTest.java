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

class OpaTest {

    private final TestService service = new TestService();
    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
        service.close();
    }

    private TestAnswer post(String more, String type, String body) {
        gateway.configure(
                "forward-auth",
                "{\"mode\": \"opa\", \"service_url\": \"" + service.url()
                        + "/v1/data/authz\", \"timeout\": 20000, \"upstream_headers\": [\"X-User\"]" + more + "}");
        return gateway.send(new ClientRequest(
                "POST",
                "/a/../b?x=1&x=2&flag",
                1.1,
                List.of(
                        new Header("Host", "api.example"),
                        new Header("Authorization", "Bearer t"),
                        new Header("Content-Type", type),
                        new Header("Content-Length", Integer.toString(body.length()))),
                body.getBytes(StandardCharsets.UTF_8),
                ClientRequest.Peer.local(8000)));
    }

    private TestAnswer post() {
        return post("", "text/plain", "hello");
    }

    @Test
    void the_policy_gets_an_input_document() {
        service.answers(200, "{\"result\": true}");

        assertThat(post(", \"body\": {\"send\": true}", "application/json", "{\"a\": [1]}")
                        .passed())
                .isTrue();
        assertThat(service.got().get(0).head()).startsWith("POST /v1/data/authz HTTP/1.1");
        assertThat(service.got().get(0).text())
                .startsWith(
                        "{\"input\":{\"method\":\"POST\",\"scheme\":\"http\",\"host\":\"api.example\",\"path\":\"/b\","
                                + "\"raw_path\":\"/a/../b\",\"client_ip\":\"127.0.0.1\","
                                + "\"headers\":{\"authorization\":[\"Bearer t\"]},\"raw_query\":\"x=1&x=2&flag\",\"query\":{")
                .contains(
                        "\"x\":[\"1\",\"2\"]",
                        "\"flag\":[\"\"]",
                        "\"name\":\"test-route\"",
                        "\"name\":\"test-service\"")
                .endsWith("\"body\":{\"a\":[1]}}}");
    }

    @Test
    void other_bodies_are_text_or_base64() {
        service.answers(200, "{\"result\": true}");

        post(", \"body\": {\"send\": true}", "text/plain", "hello");
        post(", \"body\": {\"send\": true, \"encoding\": \"base64\"}", "text/plain", "hello");

        assertThat(service.got().get(0).text()).contains("\"body\":\"hello\"");
        assertThat(service.got().get(1).text()).contains("\"body\":\"aGVsbG8=\"");
    }

    @Test
    void a_body_that_is_not_the_json_it_claims_to_be_is_the_clients_fault() {
        assertThat(post(", \"body\": {\"send\": true}", "application/json", "{\"a\":1,\"a\":2}")
                        .status())
                .isEqualTo(400);
        assertThat(service.got()).isEmpty();
    }

    @Test
    void an_object_says_more_than_yes() {
        service.answers(200, "{\"result\": {\"allow\": true, \"headers\": {\"X-User\": \"jo\", \"X-Else\": \"1\"}}}");

        TestAnswer answer = post();

        assertThat(answer.upstreamHeaders("x-user")).containsExactly("jo");
        assertThat(answer.upstreamHeaders("x-else")).isEmpty();
    }

    @Test
    void an_object_says_why_not() {
        service.answers(
                200,
                "{\"result\": {\"allow\": false, \"status\": 451, \"message\": \"not \\\"here\\\"\","
                        + " \"headers\": {\"Retry-After\": 5}}}");

        TestAnswer answer = post();

        assertThat(answer.status()).isEqualTo(451);
        assertThat(answer.body()).isEqualTo("{\"message\":\"not \\\"here\\\"\"}");
        assertThat(answer.header("retry-after")).contains("5");
    }

    @Test
    void a_bare_no_is_403() {
        service.answers(200, "{\"result\": false}");

        assertThat(post().status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"result\": null}",
                "{\"result\": \"true\"}",
                "{\"result\": 1}",
                "{\"result\": [true]}",
                "{\"result\": {}}",
                "{\"result\": {\"allow\": \"true\"}}",
                "{\"result\": false, \"result\": true}",
                "{\"result\": true} x",
                "{\"result\": true",
                "{\"result\": {\"allow\": true, \"headers\": {\"X-User\": \"a\\r\\nX-Admin: 1\"}}}",
                "{\"result\": {\"allow\": true, \"headers\": {\"X-User\": \"\\u20ac\"}}}",
                "{\"result\": {\"allow\": true, \"headers\": {\"X-User\": {}}}}",
                "{\"result\": {\"allow\": true, \"headers\": 1}}",
                "{\"result\": {\"allow\": false, \"status\": 200}}",
                "{\"result\": {\"allow\": false, \"message\": {}}}",
            })
    void anything_else_is_no_decision(String body) {
        service.answers(200, body);

        TestAnswer answer = post();

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(503);
    }
}
