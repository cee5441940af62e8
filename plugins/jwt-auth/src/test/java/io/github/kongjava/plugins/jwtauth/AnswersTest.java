package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    /** Nobody listens at this port. */
    private static final String DOWN = "https://127.0.0.1:1/keys";

    private final TestGateway gateway = TestGateway.of(JwtAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void configure(String issuer, String more) {
        gateway.configure("jwt-auth", "{\"issuers\": [" + TestIssuer.entry(issuer) + "]" + more + "}");
    }

    private void configureDown(String more) {
        gateway.configure(
                "jwt-auth",
                "{\"issuers\": [{\"iss\": \"" + TestIssuer.ISS + "\", \"jwks_url\": \"" + DOWN + "\"}]" + more + "}");
    }

    private TestAnswer send(String token) {
        return gateway.get("/", new Header("Authorization", "Bearer " + token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RS256 rsa",
                "RS384 rsa",
                "RS512 rsa",
                "PS256 rsa",
                "PS384 rsa",
                "PS512 rsa",
                "ES256 p256",
                "ES384 p384",
                "ES512 p521",
                "EdDSA ed"
            })
    void a_token_of_each_default_algorithm_passes(String algorithmAndKey) {
        configure("", "");
        String[] names = algorithmAndKey.split(" ", -1);

        for (int i = 0; i < 3; i++) {
            assertThat(send(TestIssuer.token(names[0], names[1], TestIssuer.claims("")))
                            .passed())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void a_token_made_with_a_secret_passes_where_that_is_configured(String algorithm) {
        String token = TestIssuer.token(algorithm, "any", TestIssuer.claims(""));
        configure("", "");
        assertThat(send(token).status()).isEqualTo(401);

        String secret = ", \"secrets\": [{\"secret\": \"" + TestIssuer.SECRET + "\"}]";
        configure(", \"algorithms\": [\"" + algorithm + "\", \"RS256\"]" + secret, "");

        assertThat(send(TestIssuer.signed("{\"alg\":\"" + algorithm + "\"}", algorithm, TestIssuer.claims("")))
                        .passed())
                .isTrue();
        assertThat(send(TestIssuer.token("RS256", "rsa", TestIssuer.claims(""))).passed())
                .isTrue();
    }

    @Test
    void no_token_is_401_without_error() {
        configure("", ", \"realm\": \"orders api\"");

        for (TestAnswer answer : List.of(
                gateway.get("/"),
                gateway.get("/", new Header("Authorization", "Basic YTpi")),
                gateway.get("/?access_token=" + TestIssuer.token("")))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("www-authenticate")).containsExactly("Bearer realm=\"orders api\"");
            assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
            assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
            assertThat(answer.header("cache-control")).contains("no-store");
        }
    }

    @Test
    void an_expired_token_is_401_with_the_reason() {
        configure("", "");
        String expired = TestIssuer.token(
                "ES256",
                "p256",
                "{\"iss\":\"" + TestIssuer.ISS + "\",\"exp\":"
                        + Instant.now().minusSeconds(31).getEpochSecond() + "}");

        TestAnswer answer = send(expired);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("www-authenticate"))
                .containsExactly(
                        "Bearer realm=\"kong\", error=\"invalid_token\", error_description=\"the token has expired\"");
    }

    @Test
    void a_lacking_scope_is_403_and_names_the_scopes() {
        configure("", ", \"scopes\": {\"claim\": \"scope\", \"all\": [\"write\"], \"any\": [\"a\", \"b\"]}");

        TestAnswer answer = send(TestIssuer.token(",\"scope\":\"read a\""));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers("www-authenticate"))
                .containsExactly("Bearer realm=\"kong\", error=\"insufficient_scope\","
                        + " error_description=\"the token lacks a scope\", scope=\"a b write\"");
        assertThat(send(TestIssuer.token(",\"scope\":\"write\"")).status()).isEqualTo(403);
        assertThat(send(TestIssuer.token(",\"scope\":{\"write\":1}")).status()).isEqualTo(403);
        assertThat(send(TestIssuer.token(",\"scope\":\"b write\"")).passed()).isTrue();
        assertThat(send(TestIssuer.token(",\"scope\":[\"write\",\"a\"]")).passed())
                .isTrue();
    }

    @Test
    void roles_and_groups_stand_in_nested_claims_and_are_not_split() {
        configure(
                "",
                ", \"roles\": {\"claim\": \"realm_access.roles\", \"any\": [\"admin\", \"clerk\"]},"
                        + "\"groups\": {\"claim\": \"https://example.com/groups\", \"all\": [\"sales emea\"]}");
        String groups = ",\"https://example.com/groups\":\"sales emea\"";

        assertThat(send(TestIssuer.token(groups + ",\"realm_access\":{\"roles\":[\"x\",\"clerk\"]}"))
                        .passed())
                .isTrue();
        assertThat(send(TestIssuer.token(groups + ",\"realm_access\":{\"roles\":\"admin clerk\"}"))
                        .status())
                .isEqualTo(403);
        assertThat(send(TestIssuer.token(groups + ",\"realm_access\":[]")).status())
                .isEqualTo(403);
        assertThat(send(TestIssuer.token(",\"realm_access\":{\"roles\":[\"admin\"]}"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void two_tokens_are_400_wherever_they_stand() {
        configure("", ", \"token\": {\"header\": \"X-Token\", \"cookie\": \"sid\", \"query_arg\": \"access_token\"}");
        String token = TestIssuer.token("");
        Header bearer = new Header("Authorization", "bearer " + token);

        for (TestAnswer answer : List.of(
                gateway.get("/", bearer, bearer),
                gateway.get("/", bearer, new Header("X-Token", token)),
                gateway.get("/", bearer, new Header("Cookie", "a=b; sid=" + token)),
                gateway.get("/", new Header("Cookie", "sid=; sid=" + token)),
                gateway.get("/", new Header("X-Token", token), new Header("x-token", "")),
                gateway.get("/?access_token=" + token, bearer),
                gateway.get("/?access%5Ftoken=x&" + "a=1&".repeat(200) + "access_token=" + token))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("www-authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).contains("error=\"invalid_request\""));
        }
    }

    @Test
    void problem_documents_are_an_option() {
        configure("", ", \"problem_json\": true");

        TestAnswer answer = gateway.get("/");

        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Unauthorized\"}");
    }

    @Test
    void keys_that_cannot_be_had_are_503() {
        configureDown("");

        TestAnswer answer = send(TestIssuer.token(""));

        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("[1-9][0-9]*"));
        assertThat(answer.header("www-authenticate")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"message\":\"the token cannot be checked now\"}");
        assertThat(answer.log()).extracting(LogLine::level).containsExactly("err");
    }

    @Test
    void keys_that_cannot_be_had_are_503_also_with_an_anonymous_consumer() {
        configureDown(", \"anonymous\": \"guest\"");

        assertThat(send(TestIssuer.token("")).status()).isEqualTo(503);
    }

    @Test
    void headers_that_hide_something_are_400() {
        configure("", ", \"claim_headers\": {\"X-User\": \"sub\"}");
        Header bearer = new Header("Authorization", "Bearer " + TestIssuer.token(""));
        Stream<Header> many =
                Stream.concat(Stream.of(bearer), IntStream.range(0, 1000).mapToObj(i -> new Header("x-" + i, "v")));

        assertThat(gateway.get("/", bearer, new Header("Connection", "x_user")).status())
                .isEqualTo(400);
        assertThat(gateway.get("/", many.toArray(Header[]::new)).status()).isEqualTo(400);
    }

    @Test
    void a_preflight_passes_without_token_if_that_is_configured() {
        ClientRequest preflight = new ClientRequest(
                "OPTIONS",
                "/",
                1.1,
                List.of(
                        new Header("Origin", "https://app.example"),
                        new Header("Access-Control-Request-Method", "PUT"),
                        new Header("X-Consumer-ID", "evil")),
                new byte[0],
                ClientRequest.Peer.local(8000));
        ClientRequest other =
                new ClientRequest("OPTIONS", "/", 1.1, List.of(), new byte[0], ClientRequest.Peer.local(8000));

        configure("", "");
        assertThat(gateway.send(preflight).status()).isEqualTo(401);
        configure("", ", \"skip_preflight\": true");
        assertThat(gateway.send(preflight).passed()).isTrue();
        assertThat(gateway.send(preflight).upstreamHeaders("x-consumer-id")).isEmpty();
        assertThat(gateway.send(other).status()).isEqualTo(401);
    }

    @Test
    void a_dry_run_refuses_nothing_and_says_what_it_would_do() {
        configure(
                "",
                ", \"dry_run\": true, \"scopes\": {\"claim\": \"scope\", \"all\": [\"write\"]},"
                        + "\"claim_headers\": {\"X-User\": \"sub\"}");

        TestAnswer none = gateway.get("/", new Header("X-User", "evil"), new Header("Connection", "X-User"));
        assertThat(none.passed()).isTrue();
        assertThat(none.upstreamHeaders("x-user")).isEmpty();
        assertThat(none.log())
                .extracting(LogLine::text)
                .singleElement()
                .asString()
                .contains("would answer 400 invalid_request");

        TestAnswer lacking = send(TestIssuer.token(""));
        assertThat(lacking.passed()).isTrue();
        assertThat(lacking.upstreamHeaders("x-user")).isEmpty();
        assertThat(lacking.log())
                .extracting(LogLine::text)
                .singleElement()
                .asString()
                .contains("would answer 403 insufficient_scope: the token lacks a scope");

        TestAnswer right = send(TestIssuer.token(",\"scope\":\"write\""));
        assertThat(right.upstreamHeaders("x-user")).containsExactly("alice");
        assertThat(right.log()).isEmpty();
    }
}
