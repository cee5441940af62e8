package io.github.kongjava.plugins.jwtauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestConsumer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityTest {

    private static final String ALICE_ID = "11111111-1111-4111-8111-111111111111";
    private static final String BOB_ID = "22222222-2222-4222-8222-222222222222";

    /** Lets everybody pass as Bob who has the header X-Key, as an authentication plugin before would. */
    @KongPlugin(name = "earlier", version = "1.0.0", priority = 1250)
    public static final class Earlier implements AccessPhase {
        @Override
        public void access(Kong kong) {
            if (kong.request().header("x-key").isPresent()) {
                kong.client().authenticate(Consumer.of(BOB_ID, "bob"), Credential.of("key", BOB_ID));
                kong.service().request().setHeader("X-Consumer-Username", "bob");
            }
        }
    }

    /** Says what Kong knows of the client. */
    @KongPlugin(name = "later", version = "1.0.0", priority = 900)
    public static final class Later implements AccessPhase {
        @Override
        public void access(Kong kong) {
            String credential = kong.client().credential().map(Credential::id).orElse("none");
            kong.response().setHeader("X-Credential", credential);
        }
    }

    private static TestGateway gateway(Protocol protocol, String issuer, String more) {
        TestGateway gateway = TestGateway.of(protocol, Earlier.class, JwtAuth.class, Later.class);
        gateway.consumers(
                new TestConsumer(ALICE_ID, "alice", "customer-1"), new TestConsumer(BOB_ID, "bob", "customer-2"));
        gateway.configure("jwt-auth", "{\"issuers\": [" + TestIssuer.entry(issuer) + "]" + more + "}");
        gateway.configure("earlier", "{}");
        gateway.configure("later", "{}");
        return gateway;
    }

    private static TestGateway gateway(String more) {
        return gateway(Protocol.PROTOBUF, "", more);
    }

    private static Header bearer(String claims) {
        return new Header("Authorization", "Bearer " + TestIssuer.token(claims));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_consumer_is_told_to_Kong_and_to_the_upstream(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol, "", ", \"consumer\": {\"claim\": \"sub\"}")) {
            TestAnswer answer = gateway.get("/", bearer(""), new Header("x_consumer_username", "root"));

            assertThat(answer.consumer().orElseThrow().id()).isEqualTo(ALICE_ID);
            assertThat(answer.upstreamHeaders("x-consumer-id")).containsExactly(ALICE_ID);
            assertThat(answer.upstreamHeaders("x-consumer-username")).containsExactly("alice");
            assertThat(answer.upstreamHeaders("x-consumer-custom-id")).containsExactly("customer-1");
            assertThat(answer.upstreamHeaders("x-credential-identifier")).containsExactly("alice");
            assertThat(answer.upstreamHeaders("x_consumer_username")).isEmpty();
            assertThat(answer.header("x-credential")).contains("alice");
        }
    }

    @Test
    void the_consumer_can_be_named_by_its_id() {
        try (TestGateway gateway = gateway(", \"consumer\": {\"claim\": \"c.id\", \"by\": \"id\"}")) {
            assertThat(gateway.get("/", bearer(",\"c\":{\"id\":\"" + BOB_ID + "\"}"))
                            .consumer()
                            .orElseThrow()
                            .id())
                    .isEqualTo(BOB_ID);
            for (String other : List.of("\"bob\"", "\"\"", "7", "null", "\"" + BOB_ID.replace('2', '3') + "\"")) {
                assertThat(gateway.get("/", bearer(",\"c\":{\"id\":" + other + "}"))
                                .status())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void who_calls_himself_by_the_id_of_another_consumer_is_not_that_one() {
        try (TestGateway gateway = gateway(", \"consumer\": {\"claim\": \"name\"}")) {
            assertThat(gateway.get("/", bearer(",\"name\":\"" + BOB_ID + "\"")).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void an_unknown_consumer_passes_only_where_consumers_are_optional() {
        String claim = ", \"consumer\": {\"claim\": \"name\", \"optional\": ";
        try (TestGateway gateway = gateway(claim + "false}")) {
            assertThat(gateway.get("/", bearer(",\"name\":\"carol\"")).status()).isEqualTo(401);
            assertThat(gateway.get("/", bearer("")).status()).isEqualTo(401);
        }
        try (TestGateway gateway = gateway(claim + "true}")) {
            TestAnswer answer = gateway.get("/", bearer(",\"name\":\"carol\""));
            assertThat(answer.passed()).isTrue();
            assertThat(answer.consumer()).isEmpty();
            assertThat(answer.header("x-credential"))
                    .as("acl fails on one without consumer")
                    .contains("none");
            assertThat(answer.upstreamHeaders("x-credential-identifier")).containsExactly("alice");
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void groups_are_kept_where_the_acl_plugin_looks(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol, "", ", \"groups\": {\"claim\": \"groups\"}")) {
            TestAnswer answer = gateway.get("/", bearer(",\"groups\":[\"dev\",\"ops\",7]"));

            assertThat(answer.shared().get("authenticated_groups"))
                    .isEqualTo(new Value.Seq(List.of(Value.text("dev"), Value.text("ops"))));
            assertThat(answer.consumer()).isEmpty();
            assertThat(gateway.get("/", bearer("")).shared()).containsKey("authenticated_groups");
        }
    }

    @Test
    void claims_become_headers_where_they_can_stand_in_one() {
        String headers =
                ", \"claim_headers\": {\"X-Sub\": \"sub\", \"X-Tenant\": \"org.tenant\", \"X-Roles\": \"roles\","
                        + "\"X-Level\": \"level\", \"X-Name\": \"name\"}";
        try (TestGateway gateway = gateway(headers)) {
            TestAnswer right = gateway.get(
                    "/",
                    bearer(",\"org\":{\"tenant\":\"a\"},\"roles\":[\"x\",\"y\"],\"level\":7,\"name\":\"J\u00f6rg\""),
                    new Header("X_Tenant", "evil"));
            assertThat(right.upstreamHeaders("x-sub")).containsExactly("alice");
            assertThat(right.upstreamHeaders("x-tenant")).containsExactly("a");
            assertThat(right.upstreamHeaders("x_tenant")).isEmpty();
            assertThat(right.upstreamHeaders("x-roles")).containsExactly("x,y");
            assertThat(right.upstreamHeaders("x-level")).containsExactly("7");

            TestAnswer wrong = gateway.get(
                    "/",
                    bearer(",\"org\":{\"tenant\":\"a\\r\\nX-Admin: 1\"},\"roles\":[\"x,admin\",\"y\"],\"level\":{},"
                            + "\"name\":\"\u20ac\""),
                    new Header("X-Tenant", "evil"),
                    new Header("X-Name", "evil"));
            assertThat(wrong.passed()).isTrue();
            for (String name : List.of("x-tenant", "x-roles", "x-level", "x-name", "x-admin")) {
                assertThat(wrong.upstreamHeaders(name)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void without_a_good_token_the_anonymous_consumer_passes(Protocol protocol) {
        try (TestGateway gateway = gateway(protocol, "", ", \"anonymous\": \"bob\", \"token\": {\"hide\": true}")) {
            for (TestAnswer answer : List.of(
                    gateway.get("/", new Header("X-Anonymous-Consumer", "false")),
                    gateway.get("/", new Header("Authorization", "Bearer x")))) {
                assertThat(answer.passed()).isTrue();
                assertThat(answer.consumer().orElseThrow().id()).isEqualTo(BOB_ID);
                assertThat(answer.upstreamHeaders("x-anonymous-consumer")).containsExactly("true");
                assertThat(answer.upstreamHeaders("x-consumer-username")).containsExactly("bob");
                assertThat(answer.upstreamHeaders("x-credential-identifier")).isEmpty();
                assertThat(answer.upstreamHeaders("authorization")).isEmpty();
                assertThat(answer.header("x-credential")).contains("none");
            }
            assertThat(gateway.get("/", bearer("")).upstreamHeaders("x-anonymous-consumer"))
                    .isEmpty();
        }
    }

    @Test
    void an_anonymous_consumer_that_Kong_does_not_know_lets_nobody_pass() {
        try (TestGateway gateway = gateway(", \"anonymous\": \"nobody\"")) {
            assertThat(gateway.get("/").status()).isEqualTo(500);
        }
    }

    @Test
    void two_tokens_and_a_lacking_scope_are_refused_also_with_an_anonymous_consumer() {
        try (TestGateway gateway =
                gateway(", \"anonymous\": \"bob\", \"scopes\": {\"claim\": \"scope\", \"all\": [\"w\"]}")) {
            assertThat(gateway.get("/", bearer(""), bearer("")).status()).isEqualTo(400);
            assertThat(gateway.get("/", bearer("")).status()).isEqualTo(403);
        }
    }

    @Test
    void who_is_authenticated_already_passes_where_there_is_an_anonymous_consumer_but_cannot_set_headers() {
        String claims = ", \"claim_headers\": {\"X-Tenant\": \"tenant\"}";
        try (TestGateway gateway = gateway(claims + ", \"anonymous\": \"alice\"")) {
            TestAnswer answer = gateway.get("/", new Header("X-Key", "1"), new Header("x_tenant", "evil"));

            assertThat(answer.consumer().orElseThrow().id()).isEqualTo(BOB_ID);
            assertThat(answer.upstreamHeaders("x-consumer-username")).containsExactly("bob");
            assertThat(answer.upstreamHeaders("x_tenant")).isEmpty();
        }
        try (TestGateway gateway = gateway(claims)) {
            assertThat(gateway.get("/", new Header("X-Key", "1")).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void later_plugins_learn_of_claims(Protocol protocol) {
        String context = ", \"claim_context\": {\"org\": \"org.id\", \"orgs\": \"orgs\", \"none\": \"none\"}";
        try (TestGateway gateway = gateway(protocol, "", context)) {
            TestAnswer answer = gateway.get("/", bearer(",\"org\":{\"id\":7},\"orgs\":[\"a\",\"b\"],\"none\":null"));

            assertThat(answer.shared()).containsEntry("org", Value.text("7")).doesNotContainKey("none");
            assertThat(answer.shared().get("orgs")).isEqualTo(new Value.Seq(List.of(Value.text("a"), Value.text("b"))));
        }
    }
}
