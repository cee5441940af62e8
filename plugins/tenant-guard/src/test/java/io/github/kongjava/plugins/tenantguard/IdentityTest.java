package io.github.kongjava.plugins.tenantguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.Header;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose request it is, in both protocols. */
class IdentityTest {

    private static final String HOST = "{\"kind\": \"host\", \"pattern\": \"*.api.example.com\"}";
    private static final String HEADER =
            "{\"kind\": \"header\", \"name\": \"x-org\", \"trusted\": [\"127.0.0.0/8\", \"2001:db8::/32\"]}";
    private static final String CLAIM = "{\"kind\": \"context\", \"name\": \"claims\", \"members\": [\"org\", \"id\"]}";
    private static final String ANYBODY = "\"allow_unknown\": true";

    private TestGateway gateway = TestGateway.of();

    private void start(Protocol protocol, String sources, String rest) {
        gateway.close();
        gateway = TestGateway.of(protocol, TenantGuard.class, Prior.class);
        gateway.configure("prior", "{}");
        gateway.configure(
                "tenant-guard", "{\"sources\": [" + sources + "]" + (rest.isEmpty() ? "" : ", " + rest) + "}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static Header header(String name, String value) {
        return new Header(name, value);
    }

    private void isOf(String tenant, TestAnswer answer) {
        assertThat(answer.passed()).as(answer.body() + gateway.failures()).isTrue();
        assertThat(answer.upstreamHeaders("x-tenant-id")).containsExactly(tenant);
        assertThat(answer.shared().get("tenant")).isEqualTo(Value.text(tenant));
    }

    private void isRefused(String why, TestAnswer answer) {
        assertThat(answer.passed()).isFalse();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains(why);
        assertThat(gateway.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_host_names_the_tenant_whatever_its_case(Protocol protocol) {
        start(protocol, HOST, ANYBODY);

        isOf("acme", gateway.get("/", header("host", "Acme.API.example.com")));
        isOf("acme", gateway.get("/", header("host", "acme.api.example.com.:8443")));
        isRefused("no tenant is named", gateway.get("/", header("host", "api.example.com")));
        isRefused("cannot be told", gateway.get("/", header("host", "a/b.api.example.com")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_verified_claim_that_an_earlier_plugin_left_names_the_tenant(Protocol protocol) {
        start(protocol, CLAIM, ANYBODY);

        isOf("acme", gateway.get("/", header("x-claim", "acme")));
        isRefused("no tenant is named", gateway.get("/"));
        isRefused("cannot be told", gateway.get("/", header("x-claim", "ac me")));
        isRefused("cannot be told", gateway.get("/", header("x-flat", "1")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_whole_number_names_the_tenant_by_its_digits_and_no_other_value_but_text_does(Protocol protocol) {
        start(protocol, CLAIM, ANYBODY);

        isOf("7", gateway.get("/", header("x-value", "whole")));
        isOf("9007199254740991", gateway.get("/", header("x-value", "large")));
        isOf("7", gateway.get("/", header("x-value", "wholes")));
        for (String other : List.of("fraction", "huge", "flag", "map", "nested", "mixed")) {
            isRefused("cannot be told", gateway.get("/", header("x-value", other)));
        }
        isRefused("no tenant is named", gateway.get("/", header("x-value", "empty")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_list_that_names_two_tenants_names_none(Protocol protocol) {
        start(protocol, "{\"kind\": \"context\", \"name\": \"orgs\"}", ANYBODY);

        isOf("acme", gateway.get("/", header("x-claims", "acme")));
        isOf("acme", gateway.get("/", header("x-claims", "acme acme")));
        isRefused("cannot be told", gateway.get("/", header("x-claims", "acme globex")));
    }

    @ParameterizedTest
    @CsvSource({
        "MSGPACK, username, *, acme", "PROTOBUF, username, *, acme",
        "MSGPACK, custom_id, custom-*, acme", "PROTOBUF, custom_id, custom-*, acme",
        "MSGPACK, id, *, 9f4f8a5e-95a7-4bd0-9c9e-6a0e0b1c2d3e", "PROTOBUF, id, *, 9f4f8a5e-95a7-4bd0-9c9e-6a0e0b1c2d3e",
        "MSGPACK, tag, tenant:*, acme", "PROTOBUF, tag, tenant:*, acme",
    })
    void a_consumer_names_the_tenant(Protocol protocol, String field, String pattern, String tenant) {
        start(
                protocol,
                "{\"kind\": \"consumer\", \"name\": \"" + field + "\", \"pattern\": \"" + pattern + "\"}",
                ANYBODY);

        isOf(tenant, gateway.get("/", header("x-consumer", "acme")));
        isRefused("no tenant is named", gateway.get("/"));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_header_names_the_tenant_only_from_addresses_that_are_trusted(Protocol protocol) {
        start(protocol, HEADER, ANYBODY);

        isOf("acme", gateway.get("/", header("x-org", "acme")));
        isOf("acme", gateway.send(from("2001:db8::7", header("x-org", "acme"))));
        isOf("acme", gateway.send(from("::ffff:127.0.0.1", header("x-org", "acme"))));
        isRefused("no tenant is named", gateway.send(from("::ffff:192.0.2.1", header("x-org", "acme"))));
        isRefused("no tenant is named", gateway.send(from("unix:", header("x-org", "acme"))));
        isRefused("no tenant is named", gateway.get("/", header("x_org", "acme")));
        isRefused("cannot be told", gateway.get("/", header("x-org", "acme, acme")));
        isRefused("no tenant is named", gateway.send(from("192.0.2.1", header("x-org", "acme"))));
        isRefused("no tenant is named", gateway.send(from("2001:db9::7", header("x-org", "acme"))));
        isRefused(
                "no tenant is named",
                gateway.send(from("192.0.2.1", header("x-org", "acme"), header("x-forwarded-for", "127.0.0.1"))));
        isRefused("cannot be told", gateway.get("/", header("x-org", "acme"), header("x-org", "globex")));
        isRefused("no tenant is named", gateway.get("/", header("x-org", "")));
    }

    private static ClientRequest from(String ip, Header... headers) {
        return new ClientRequest(
                "GET",
                "/",
                1.1,
                List.of(headers),
                new byte[0],
                new ClientRequest.Peer("http", ip, 49152, 8000, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void sources_that_disagree_name_nobody(Protocol protocol) {
        start(protocol, CLAIM + "," + HOST, ANYBODY);

        isOf("acme", gateway.get("/", header("x-claim", "acme"), header("host", "acme.api.example.com")));
        isOf("acme", gateway.get("/", header("x-claim", "acme"), header("host", "elsewhere")));
        isRefused(
                "cannot be told",
                gateway.get("/", header("x-claim", "acme"), header("host", "globex.api.example.com")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void names_longer_than_allowed_are_refused(Protocol protocol) {
        start(protocol, HEADER, ANYBODY + ", \"max_length\": 8");

        isOf("a".repeat(8), gateway.get("/", header("x-org", "a".repeat(8))));
        isRefused("cannot be told", gateway.get("/", header("x-org", "a".repeat(9))));
        isRefused("cannot be told", gateway.get("/", header("x-org", "\u00e4")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_name_begins_with_a_letter_or_a_digit(Protocol protocol) {
        start(protocol, HEADER, ANYBODY);

        isOf("7.a_b-", gateway.get("/", header("x-org", "7.a_b-")));
        for (String other : List.of("..", ".", "-a", "_a", "../acme", "acme/..", "%2e%2e", "acme\u0000", "acme;b")) {
            isRefused("cannot be told", gateway.get("/", header("x-org", other)));
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void who_names_no_tenant_may_be_the_default_one(Protocol protocol) {
        start(protocol, HEADER, "\"default_tenant\": \"guests\", \"tenants\": [{\"name\": \"guests\"}]");

        isOf("guests", gateway.get("/"));
        isOf("guests", gateway.send(from("192.0.2.1", header("x-org", "acme"))));
        isRefused("not known", gateway.get("/", header("x-org", "acme")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void only_tenants_of_the_registry_pass_and_suspended_ones_do_not(Protocol protocol) {
        start(protocol, HEADER, "\"tenants\": [{\"name\": \"acme\"}, {\"name\": \"globex\", \"suspended\": true}]");

        isOf("acme", gateway.get("/", header("x-org", "acme")));
        isRefused("suspended", gateway.get("/", header("x-org", "globex")));
        isRefused("not known", gateway.get("/", header("x-org", "initech")));
        isRefused("not known", gateway.get("/", header("x-org", "ACME")));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void what_a_client_says_of_its_tenant_does_not_reach_the_upstream(Protocol protocol) {
        start(protocol, HEADER, ANYBODY);

        TestAnswer answer = gateway.get(
                "/", header("x-org", "acme"), header("x-tenant-id", "globex"), header("X_Tenant_Id", "globex"));

        isOf("acme", answer);
        assertThat(answer.upstreamHeaders("x_tenant_id")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_header_that_may_name_the_tenant_does_not_reach_the_upstream_whoever_sent_it(Protocol protocol) {
        start(protocol, HEADER + "," + HOST, ANYBODY);

        for (String ip : List.of("127.0.0.1", "192.0.2.1")) {
            TestAnswer answer = gateway.send(from(
                    ip, header("host", "acme.api.example.com"), header("X_Org", "globex"), header("x-org", "acme")));

            isOf("acme", answer);
            assertThat(answer.upstreamHeaders("x-org")).isEmpty();
            assertThat(answer.upstreamHeaders("x_org")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"MSGPACK, X-Tenant-Id", "PROTOBUF, x_tenant_id", "MSGPACK, x-org", "PROTOBUF, X-Org"})
    void a_client_that_would_have_kong_remove_a_header_is_refused(Protocol protocol, String name) {
        start(protocol, HEADER, ANYBODY);

        TestAnswer answer = gateway.get(
                "/", header("x-org", "acme"), header("connection", "close"), header("connection", " " + name));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.passed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_client_with_so_many_headers_that_some_cannot_be_seen_is_refused(Protocol protocol) {
        start(protocol, HEADER, ANYBODY);
        List<Header> many = new java.util.ArrayList<>(java.util.Collections.nCopies(1_000, header("x-filler", "1")));
        many.add(header("x-org", "acme"));
        many.add(header("x-tenant-id", "globex"));

        TestAnswer answer = gateway.get("/", many.toArray(Header[]::new));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.passed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void header_and_key_have_the_names_that_are_wanted(Protocol protocol) {
        start(protocol, HEADER, ANYBODY + ", \"header\": \"X-Org-Name\", \"context_key\": \"org\"");

        TestAnswer answer = gateway.get("/", header("x-org", "acme"));

        assertThat(answer.upstreamHeaders("x-org-name")).containsExactly("acme");
        assertThat(answer.upstreamHeaders("x-tenant-id")).isEmpty();
        assertThat(answer.shared()).containsKey("org").doesNotContainKey("tenant");
    }
}
