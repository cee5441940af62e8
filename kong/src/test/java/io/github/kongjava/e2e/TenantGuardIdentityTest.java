package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose request it is, and where it goes, in a real Kong. */
@OnSharedKong
final class TenantGuardIdentityTest extends TenantGuardCase {

    TenantGuardIdentityTest(Gateway gateway) {
        super(gateway);
    }

    @Test
    void a_verified_claim_names_the_tenant() throws Exception {
        TokenIssuer issuer = new TokenIssuer();
        service.on("/keys", request -> Answer.of("application/json", issuer.jwks()));
        Map<String, ?> jwtAuth = Map.of(
                "issuers",
                List.of(Map.of("iss", TokenIssuer.ISS, "jwks_url", url() + "/keys")),
                "remote_keys",
                Map.of("allow_http", true, "timeout", 20),
                "groups",
                Map.of("claim", "groups"),
                "claim_context",
                Map.of("org", "org.id"));
        Map<String, ?> claim = Map.of("kind", "context", "name", "org");
        Map<String, ?> group = Map.of("kind", "context", "name", "authenticated_groups", "pattern", "tenant:*");
        declare(plugin("jwt-auth", jwtAuth), guard(Map.of("sources", List.of(claim, group))));

        isOf("acme", bearing(issuer.token("\"org\":{\"id\":\"acme\"}")));
        isOf("4711", bearing(issuer.token("\"org\":{\"id\":4711}")));
        isOf("acme", bearing(issuer.token("\"groups\":[\"staff\",\"tenant:acme\"]")));
        isRefused(
                403,
                "the tenant cannot be told",
                bearing(issuer.token("\"org\":{\"id\":\"acme\"},\"groups\":[\"tenant:globex\"]")));
        isRefused(403, "the tenant cannot be told", bearing(issuer.token("\"org\":{\"id\":[\"acme\",\"globex\"]}")));
        isRefused(403, "no tenant is named", bearing(issuer.token("\"a\":1")));
        assertThat(gateway.get("/guarded").status()).isEqualTo(401);
    }

    private Answer bearing(String token) throws IOException {
        return gateway.send(Request.get("/guarded").with("Authorization", "Bearer " + token));
    }

    @Test
    void a_consumer_names_the_tenant() throws Exception {
        Map<String, ?> tag = Map.of("kind", "consumer", "name", "tag", "pattern", "tenant:*");
        Map<String, ?> custom = Map.of("kind", "consumer", "name", "custom_id");
        Declaration declaration =
                to(url(), plugin("key-auth", Map.of()), guard(Map.of("sources", List.of(tag, custom))));
        declaration.consumer("alice", "alices-key").consumer("bob", "bobs-key").consumer("carol", "carols-key");
        ObjectNode alice = (ObjectNode) declaration.document().at("/consumers/0");
        alice.put("custom_id", "acme").putArray("tags").add("staff").add("tenant:acme");
        ObjectNode bob = (ObjectNode) declaration.document().at("/consumers/1");
        bob.put("custom_id", "globex").putArray("tags").add("tenant:initech");
        gateway.declare(declaration);

        isOf("acme", gateway.send(Request.get("/guarded").with("apikey", "alices-key")));
        isRefused(
                403,
                "the tenant cannot be told",
                gateway.send(Request.get("/guarded").with("apikey", "bobs-key")));
        isRefused(
                403, "no tenant is named", gateway.send(Request.get("/guarded").with("apikey", "carols-key")));
    }

    @Test
    void the_host_names_the_tenant_and_there_is_one_host() throws Exception {
        declare(guard(Map.of(
                "sources",
                List.of(
                        Map.of("kind", "host", "pattern", "*.api.test"),
                        Map.of("kind", "host", "pattern", "127.0.0.*")))));

        isOf("acme", gateway.send(Request.get("/guarded").with("Host", "Acme.API.test:8000")));
        isOf("acme", gateway.send(Request.get("http://acme.api.test/guarded").with("Host", "acme.api.test.")));
        isRefused(
                403,
                "the tenant cannot be told",
                gateway.send(Request.get("http://acme.api.test/guarded").with("Host", "globex.api.test")));
        isRefused(
                403, "no tenant is named", gateway.send(Request.get("/guarded").with("Host", "api.test")));
        // The authority of HTTP/2.
        isOf("1", new Http2Client(gateway.ports().https()).send(Request.get("/guarded")));
    }

    @Test
    void a_capture_of_the_path_names_the_tenant_as_the_upstream_reads_it() throws Exception {
        Declaration declaration = to(url(), guard(Map.of("sources", List.of(Map.of("kind", "path", "name", "org")))));
        route(declaration).put("strip_path", false).putArray("paths").add("~/orgs/(?<org>[^/]+)/items$");
        gateway.declare(declaration);

        isOf("acme", gateway.get("/orgs/acme/items"));
        Answer encoded = gateway.get("/orgs/%61cme/items");
        isOf("acme", encoded);
        assertThat(Echo.in(encoded).target()).isEqualTo("/orgs/acme/items");
        isOf("acme", gateway.get("/orgs/globex/../acme/items"));
        isRefused(403, "the tenant cannot be told", gateway.get("/orgs/acme%2Fx/items"));
        isRefused(403, "the tenant cannot be told", gateway.get("/orgs/acme%0d/items"));
    }

    @Test
    void upstreams_see_no_other_tenant_than_the_one_found() throws Exception {
        declare(guard(Map.of()));

        Answer answer = gateway.send(of("acme")
                .with("X-Tenant-Id", "globex")
                .with("x_tenant_id", "globex")
                .with("X_Org", "globex"));
        isOf("acme", answer);
        assertThat(answer.text().toLowerCase(java.util.Locale.ROOT)).doesNotContain("globex", "x-org", "x_org");

        for (String connection : List.of("X-Tenant-Id", "close, x-tenant-id", "keep-alive,x_org")) {
            isRefused(
                    400,
                    "the Connection header names a header that is reserved",
                    gateway.send(of("acme").with("Connection", connection)));
        }
        Request many = of("acme");
        for (int i = 0; i < 1_000; i++) {
            many = many.with("a", "b");
        }
        assertThat(gateway.send(many.with("X-Tenant-Id", "globex")).status()).isEqualTo(400);
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void tenants_have_upstreams_and_targets_of_their_own_and_never_the_default_instead() throws Exception {
        try (EchoUpstream own = EchoUpstream.start()) {
            Declaration declaration = to(
                    "http://default.invalid",
                    guard(Map.of(
                            "allowed_targets",
                            List.of("127.0.0.1:" + own.port()),
                            "tenants",
                            List.of(
                                    Map.of("name", "acme", "upstream", "pool-of-acme"),
                                    Map.of("name", "globex", "target", "127.0.0.1:" + own.port()),
                                    Map.of(
                                            "name",
                                            "initech",
                                            "upstream",
                                            "pool-of-nobody",
                                            "limits",
                                            List.of(month(1))),
                                    Map.of("name", "hooli", "upstream", "pool-without-targets")))));
            ObjectNode pool =
                    declaration.document().withArrayProperty("upstreams").addObject();
            pool.put("name", "pool-of-acme").putArray("targets").addObject().put("target", "127.0.0.1:" + own.port());
            declaration.document().withArrayProperty("upstreams").addObject().put("name", "pool-without-targets");
            gateway.declare(declaration);

            isOf("acme", get("acme"));
            isOf("globex", get("globex"));
            assertThat(own.requests()).isEqualTo(2);
            for (int i = 0; i < 3; i++) {
                isRefused(503, "the tenant's upstream cannot be reached", get("initech"));
            }
            assertThat(get("hooli").status()).isEqualTo(503);
            assertThat(gateway.kong().errorLog()).contains("Kong knows no upstream pool-of-nobody");

            gateway.declare(to(url(), guard(Map.of("tenants", List.of(Map.of("name", "acme", "upstream", "pool"))))));
            isRefused(503, "the tenant's upstream cannot be reached", get("acme"));
            assertThat(service.requests()).isZero();
        }
    }
}
