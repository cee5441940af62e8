package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedKong
final class JwtAuthTest {

    private final Gateway gateway;
    private final TokenIssuer issuer = new TokenIssuer();
    private final AtomicInteger fetches = new AtomicInteger();
    private EchoUpstream keys;

    JwtAuthTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void an_issuer() throws IOException {
        keys = EchoUpstream.start();
        keys.on("/keys", request -> {
            fetches.incrementAndGet();
            return Answer.of("application/json", issuer.jwks());
        });
    }

    @AfterEach
    void stop() throws IOException {
        keys.close();
    }

    private Plugin jwtAuth(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(
                "issuers",
                List.of(Map.of("iss", TokenIssuer.ISS, "jwks_url", "http://127.0.0.1:" + keys.port() + "/keys")));
        config.put("remote_keys", Map.of("allow_http", true, "timeout", 20));
        return plugin("jwt-auth", config);
    }

    private void guard(Plugin... plugins) throws Exception {
        gateway.declare(gateway.declaration().consumer("alice", "alices-key").route("guarded", plugins));
    }

    private Answer send(String token) throws IOException {
        return gateway.send(Request.get("/guarded").with("Authorization", "Bearer " + token));
    }

    @Test
    void a_token_of_the_issuer_passes_and_says_who_the_client_is() throws Exception {
        guard(jwtAuth(Map.of(
                "consumer", Map.of("claim", "azp"),
                "claim_headers", Map.of("X-Tenant", "org.tenant"),
                "token", Map.of("hide", true))));

        Answer answer = gateway.send(Request.get("/guarded")
                .with("Authorization", "Bearer " + issuer.token("\"azp\":\"alice\",\"org\":{\"tenant\":\"acme\"}"))
                .with("X_Consumer_Username", "root")
                .with("x-tenant", "evil"));

        assertThat(answer.status()).isEqualTo(200);
        Echo echo = Echo.in(answer);
        assertThat(echo.headers().all("x-consumer-username")).containsExactly("alice");
        assertThat(echo.headers().all("x_consumer_username")).isEmpty();
        assertThat(echo.headers().all("x-credential-identifier")).containsExactly("sam");
        assertThat(echo.headers().all("x-tenant")).containsExactly("acme");
        assertThat(echo.headers().all("authorization")).isEmpty();
    }

    @Test
    void no_other_token_reaches_the_upstream() throws Exception {
        guard(jwtAuth(Map.of()));
        String token = issuer.token("\"a\":1");
        int cut = token.lastIndexOf('.') + 1;
        long before = gateway.upstream().requests();

        for (String other : List.of(
                "",
                "x",
                token.substring(0, cut),
                token.substring(0, cut) + "A".repeat(86),
                token + "A",
                "eyJhbGciOiJub25lIn0" + token.substring(token.indexOf('.'), cut),
                new TokenIssuer().token("\"a\":1"),
                issuer.token("\"exp\":1"))) {
            Answer answer = send(other);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headerValues("www-authenticate"))
                    .singleElement()
                    .asString()
                    .contains("error=\"invalid_token\"");
        }
        Answer none = gateway.get("/guarded");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headerValues("www-authenticate")).containsExactly("Bearer realm=\"kong\"");
        Answer two = gateway.send(Request.get("/guarded")
                .with("Authorization", "Bearer " + token)
                .with("Authorization", "Bearer " + token));
        assertThat(two.status()).isEqualTo(400);
        assertThat(gateway.upstream().requests()).isEqualTo(before);
        assertThat(send(token).status()).isEqualTo(200);
    }

    @Test
    void the_acl_plugin_reads_the_groups_of_the_token() throws Exception {
        guard(jwtAuth(Map.of("groups", Map.of("claim", "groups"))), plugin("acl", Map.of("allow", List.of("dev"))));

        Answer member = send(issuer.token("\"groups\":[\"ops\",\"dev\"]"));
        assertThat(member.status()).isEqualTo(200);
        assertThat(Echo.in(member).headers().all("x-authenticated-groups")).containsExactly("ops, dev");
        assertThat(send(issuer.token("\"groups\":[\"ops\"]")).status()).isEqualTo(403);
        assertThat(send(issuer.token("\"groups\":\"devs\"")).status()).isEqualTo(403);
    }

    @Test
    void a_token_without_consumer_and_groups_is_nobody_to_the_acl_plugin() throws Exception {
        guard(jwtAuth(Map.of()), plugin("acl", Map.of("allow", List.of("dev"))));

        assertThat(send(issuer.token("\"a\":1")).status()).isEqualTo(401);
    }

    @Test
    void the_acl_plugin_looks_at_the_groups_of_the_consumer() throws Exception {
        Declaration declaration = gateway.declaration()
                .consumer("alice", "alices-key")
                .route(
                        "guarded",
                        jwtAuth(Map.of("consumer", Map.of("claim", "azp"))),
                        plugin("acl", Map.of("allow", List.of("dev"))));
        ((ObjectNode) declaration.document().at("/consumers/0"))
                .putArray("acls")
                .addObject()
                .put("group", "dev");
        gateway.declare(declaration);

        assertThat(send(issuer.token("\"azp\":\"alice\"")).status()).isEqualTo(200);
        assertThat(send(issuer.token("\"azp\":\"bob\"")).status()).isEqualTo(401);
    }

    @Test
    void without_a_good_token_the_anonymous_consumer_passes_and_another_plugin_may_have_authenticated()
            throws Exception {
        guard(
                plugin("key-auth", Map.of("anonymous", "alice")),
                jwtAuth(Map.of("anonymous", "alice", "claim_headers", Map.of("X-Tenant", "tenant"))));

        Echo anonymous = Echo.in(gateway.get("/guarded"));
        assertThat(anonymous.headers().all("x-anonymous-consumer")).containsExactly("true");
        Echo byKey = Echo.in(gateway.send(
                Request.get("/guarded").with("apikey", "alices-key").with("x_tenant", "evil")));
        assertThat(byKey.headers().all("x-anonymous-consumer")).isEmpty();
        assertThat(byKey.headers().all("x-consumer-username")).containsExactly("alice");
        assertThat(byKey.headers().all("x_tenant")).isEmpty();
        Echo byToken = Echo.in(send(issuer.token("\"tenant\":\"acme\"")));
        assertThat(byToken.headers().all("x-anonymous-consumer")).isEmpty();
        assertThat(byToken.headers().all("x-tenant")).containsExactly("acme");
    }

    @Test
    void the_keys_are_fetched_once_for_all_workers_and_serve_while_the_issuer_is_down() throws Exception {
        guard(jwtAuth(Map.of()));
        gateway.awaitWorkers();
        for (int i = 0; i < 20; i++) {
            assertThat(send(issuer.token("\"i\":" + i)).status()).isEqualTo(200);
        }
        assertThat(fetches).hasValue(1);

        keys.close();
        guard(jwtAuth(Map.of("realm", "changed")));

        for (int i = 0; i < 20; i++) {
            assertThat(send(issuer.token("\"later\":" + i)).status()).isEqualTo(200);
        }
    }

    @Test
    void keys_that_cannot_be_had_are_503() throws Exception {
        keys.close();
        guard(jwtAuth(Map.of("anonymous", "alice")));
        long before = gateway.upstream().requests();

        Answer answer = send(issuer.token("\"a\":1"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isPresent();
        assertThat(gateway.upstream().requests()).isEqualTo(before);
    }

    @Test
    void kong_refuses_a_configuration_that_trusts_nobody() throws Exception {
        Answer nobody = gateway.post(gateway.declaration().route("wrong", plugin("jwt-auth", Map.of())));
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.text()).contains("issuers", "introspection.endpoint");

        Answer none = gateway.post(gateway.declaration()
                .route(
                        "wrong",
                        plugin(
                                "jwt-auth",
                                Map.of("issuers", List.of(Map.of("iss", "x", "algorithms", List.of("none")))))));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.text()).contains("algorithms");
    }
}
