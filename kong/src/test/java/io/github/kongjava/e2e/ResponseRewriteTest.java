package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

@OnSharedKong
record ResponseRewriteTest(Gateway gateway) {

    private static final String CLEAR = "078-05-1120";
    private static final String JSON = "{\"name\":\"Ada\",\"ssn\":\"" + CLEAR + "\"}";

    private static Plugin rules(Object... rules) {
        return plugin("response-rewrite", Map.of("rules", List.of(rules), "refuse_other_methods", true));
    }

    private static Map<String, ?> mask() {
        return Map.of("mask", Map.of("fields", List.of(Map.of("name", "ssn"))));
    }

    private void answers(Answer answer) {
        gateway.upstream().on("/data", request -> answer);
    }

    private void route(Plugin... plugins) throws Exception {
        gateway.declare(gateway.declaration().route("shown", plugins));
    }

    private static Answer json(String body) {
        return Answer.of("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> method(String method) throws Exception {
        return method(method, "/shown/data");
    }

    private HttpResponse<String> method(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.ports().http() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void a_masked_body_has_headers_that_are_true_of_it() throws Exception {
        route(rules(mask()));
        answers(json(JSON)
                .with("ETag", "\"1\"")
                .with("Content-MD5", "x")
                .with("Set-Cookie", "a=1")
                .with("Set-Cookie", "b=2"));

        Answer answer = gateway.get("/shown/data");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"name\":\"Ada\",\"ssn\":\"***\"}");
        assertThat(answer.headerValues("content-length")).containsExactly("26");
        assertThat(answer.headerValues("etag")).isEmpty();
        assertThat(answer.headerValues("content-md5")).isEmpty();
        assertThat(answer.headerValues("set-cookie")).containsExactly("a=1", "b=2");
        Answer second = new Http2Client(gateway.ports().https()).send(Request.get("/shown/data"));
        assertThat(second.text()).isEqualTo(answer.text());
    }

    @Test
    void a_compressed_body_is_masked_and_compressed_again() throws Exception {
        route(rules(mask()));
        answers(Answer.of("application/json", gzip(JSON)).with("Content-Encoding", "gzip"));

        Answer answer = gateway.send(Request.get("/shown/data").with("Accept-Encoding", "gzip, br"));

        assertThat(answer.headerValues("content-encoding")).containsExactly("gzip");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"name\":\"Ada\",\"ssn\":\"***\"}");
        }
    }

    @Test
    void bodies_over_all_buffers_are_masked_in_chunks_or_not_and_over_both_versions_of_HTTP() throws Exception {
        route(rules(mask()));
        String large = "[" + (JSON + ",").repeat(40_000) + JSON + "]";
        String masked = large.replace(CLEAR, "***");
        Http2Client second = new Http2Client(gateway.ports().https());
        for (Answer sent : List.of(json(large), json(large).inChunks(30_000))) {
            answers(sent);

            Answer answer = gateway.get("/shown/data");

            assertThat(answer.text()).isEqualTo(masked);
            assertThat(answer.headerValues("content-length")).containsExactly(Integer.toString(masked.length()));
            assertThat(answer.headerValues("trailer")).isEmpty();
            assertThat(second.send(Request.get("/shown/data")).text()).isEqualTo(masked);
        }
    }

    @Test
    void patches_are_applied_or_the_body_is_not_shown() throws Exception {
        String patch =
                "[{\"op\":\"move\",\"from\":\"/name\",\"path\":\"/n\"},{\"op\":\"test\",\"path\":\"/n\",\"value\":\"Ada\"}]";
        route(rules(Map.of("json_patch", patch, "merge_patch", "{\"ssn\":null,\"é\":1e2}")));

        answers(json(JSON));
        assertThat(gateway.get("/shown/data").text()).isEqualTo("{\"n\":\"Ada\",\"é\":1E+2}");
        for (String body : List.of("{\"name\":\"Bob\",\"ssn\":\"" + CLEAR + "\"}", "[]", JSON + "]")) {
            answers(json(body));
            Answer answer = gateway.get("/shown/data");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).doesNotContain("Bob", "1120");
        }
    }

    @Test
    void fifty_bombs_at_once_are_refused_and_leave_the_server_to_others() throws Exception {
        route(rules(mask()));
        answers(Answer.of("application/json", gzip("[" + " ".repeat(40_000_000) + "]"))
                .with("Content-Encoding", "gzip"));
        ExecutorService clients = Executors.newFixedThreadPool(50);
        List<Future<Answer>> refused = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            refused.add(clients.submit(() -> gateway.get("/shown/data")));
        }
        for (Future<Answer> answer : refused) {
            assertThat(answer.get().status()).isEqualTo(502);
        }
        clients.shutdown();
        answers(json(JSON));
        assertThat(gateway.get("/shown/data").status()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_read_never_reaches_the_client() throws Exception {
        route(rules(mask()));
        for (Answer answer : List.of(
                json(JSON + "x"),
                json(JSON).with("Content-Encoding", "br"),
                json(JSON).with("Content-Encoding", "gzip"),
                Answer.of("text/html", JSON.getBytes(StandardCharsets.UTF_8)),
                new Answer(500, json("").headers(), (JSON + JSON).getBytes(StandardCharsets.UTF_8)),
                new Answer(206, json("").headers(), JSON.getBytes(StandardCharsets.UTF_8)),
                new Answer(205, json("").headers(), JSON.getBytes(StandardCharsets.UTF_8)),
                Answer.of("application/json", JSON.getBytes(StandardCharsets.UTF_16)),
                Answer.of("application/json, text/html", JSON.getBytes(StandardCharsets.UTF_8)),
                json(JSON).with("Content-Encoding", "gzip;q=1"),
                Answer.of("text/event-stream", ("data: " + JSON + "\n\n").getBytes(StandardCharsets.UTF_8)))) {
            answers(answer);
            Answer refused = gateway.get("/shown/data");
            assertThat(refused.status()).isEqualTo(502);
            assertThat(refused.header("content-type")).contains("application/problem+json");
            assertThat(refused.headerValues("content-encoding")).isEmpty();
            assertThat(refused.text()).doesNotContain("1120").contains("\"status\":502");
        }
        assertThat(gateway.kong().errorLog()).contains("502 instead of the upstream's response: ");
    }

    @Test
    void no_client_can_have_the_answer_passed_by() throws Exception {
        Declaration declaration = gateway.declaration().route("shown", rules(mask()));
        for (var service : declaration.document().path("services")) {
            for (var route : service.path("routes")) {
                ((ObjectNode) route).put("request_buffering", false).put("response_buffering", false);
            }
        }
        gateway.declare(declaration);
        answers(json(JSON));

        Answer upgrade = gateway.send(
                Request.get("/shown/data").with("Connection", "Upgrade").with("Upgrade", "websocket"));
        Answer plain = gateway.send(Request.get("/shown/data").with("Range", "bytes=30-40"));
        Echo echo = Echo.in(gateway.send(
                Request.get("/shown/other").with("Range", "bytes=1-").with("Accept-Encoding", "br, gzip")));

        assertThat(upgrade.status()).isEqualTo(403);
        assertThat(upgrade.text()).doesNotContain("1120");
        assertThat(plain.text()).isEqualTo("{\"name\":\"Ada\",\"ssn\":\"***\"}");
        assertThat(echo.headers().all("range")).isEmpty();
        assertThat(echo.headers().all("accept-encoding")).containsExactly("gzip");
    }

    @Test
    void status_and_headers_change_without_a_body_too() throws Exception {
        Map<String, ?> headers = Map.of(
                "remove",
                List.of("Server"),
                "rename",
                Map.of("X-Old", "X-New", "X-1", "X-2", "X-2", "X-1"),
                "set",
                List.of(Map.of("name", "X-Path", "value", "${request.path}")),
                "add",
                List.of(Map.of("name", "Set-Cookie", "value", "c=3"), Map.of("name", "Set-Cookie", "value", "d=4")));
        route(rules(Map.of("status", 418, "headers", headers)));
        for (String body : List.of("", "{}")) {
            answers(json(body)
                    .with("Server", "secret")
                    .with("X-Old", "1")
                    .with("X-Old", "2")
                    .with("X-1", "one")
                    .with("X-2", "two")
                    .with("Set-Cookie", "a=1")
                    .with("Set-Cookie", "b=2")
                    .with("ETag", "\"1\""));

            Answer answer = gateway.get("/shown/data");

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.headerValues("server")).doesNotContain("secret");
            assertThat(answer.headerValues("x-new")).containsExactly("1", "2");
            assertThat(answer.headerValues("x-1")).containsExactly("two");
            assertThat(answer.headerValues("x-2")).containsExactly("one");
            assertThat(answer.headerValues("set-cookie")).containsExactly("a=1", "b=2", "c=3", "d=4");
            assertThat(answer.headerValues("etag")).containsExactly("\"1\"");
            assertThat(answer.headerValues("x-path")).containsExactly("/shown/data");
        }
    }

    @Test
    void a_template_takes_the_place_of_an_error_page() throws Exception {
        route(rules(
                mask(),
                Map.of(
                        "when", Map.of("statuses", List.of("5xx")),
                        "status", 503,
                        "template",
                                Map.of("body", "{\"error\":\"${response.status}\",\"at\":\"${request.query.q}\"}"))));
        answers(new Answer(500, Answer.of("text/html", new byte[0]).headers(), CLEAR.getBytes(StandardCharsets.UTF_8)));

        Answer answer = gateway.get("/shown/data?q=%22,%22x%22:%22");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(new ObjectMapper().readTree(answer.text()))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("error", "500")
                        .put("at", "\",\"x\":\""));
        assertThat(answer.headerValues("content-type")).containsExactly("application/json");
    }

    @Test
    void HEAD_and_methods_that_Kong_cannot_send_on() throws Exception {
        route(rules(mask()));
        answers(json("").with("ETag", "\"1\""));

        HttpResponse<String> head = method("HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("etag")).isEmpty();
        assertThat(method("OPTIONS").statusCode()).isEqualTo(200);
        long before = gateway.upstream().requests();
        assertThat(method("QUERY").statusCode()).isEqualTo(405);
        assertThat(gateway.upstream().requests()).isEqualTo(before);
    }

    @Test
    void a_configuration_that_cannot_be_used_is_refused_or_answers_for_itself() throws Exception {
        Declaration declaration = gateway.declaration()
                .route("shown", rules(Map.of("mask", Map.of("fields", List.of(Map.of("name", "a", "path", "/a"))))));
        assertThat(gateway.post(declaration).status()).isEqualTo(400);

        route(rules(Map.of("mask", Map.of("fields", List.of(Map.of("name", "a", "action", "hash"))))));
        answers(json(JSON));
        assertThat(gateway.get("/shown/data").status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void Kong_shows_the_plugin_what_upstreams_answer_and_none_of_its_own_answers() throws Exception {
        Plugin marks = rules(
                Map.of(
                        "when", Map.of("sources", List.of("service")),
                        "headers", Map.of("set", List.of(Map.of("name", "X-Service", "value", "${response.status}")))),
                Map.of(
                        "when", Map.of("sources", List.of("exit", "error")),
                        "headers", Map.of("set", List.of(Map.of("name", "X-Own", "value", "${response.status}")))));
        Declaration declaration =
                gateway.declaration().route("shown", marks).route("guarded", marks, plugin("key-auth", Map.of()));
        declaration
                .document()
                .withArrayProperty("services")
                .addObject()
                .put("name", "dead")
                .put("url", "http://127.0.0.1:1")
                .put("retries", 0)
                .putArray("routes")
                .addObject()
                .put("name", "dead")
                .putPOJO("plugins", List.of(marks))
                .putArray("paths")
                .add("/dead");
        gateway.declare(declaration);
        answers(new Answer(500, json("").headers(), JSON.getBytes(StandardCharsets.UTF_8)));
        gateway.upstream()
                .on(
                        "/cut",
                        request ->
                                json(JSON).with("Transfer-Encoding", "chunked").with("Connection", "close"));

        assertThat(gateway.get("/shown/data").headerValues("x-service")).containsExactly("500");
        for (var own : Map.of("/guarded/data", 401, "/dead/data", 502, "/shown/cut", 200)
                .entrySet()) {
            Answer answer = gateway.get(own.getKey());
            assertThat(answer.status()).as(own.getKey()).isEqualTo(own.getValue());
            assertThat(answer.headerValues("x-service")).as(own.getKey()).isEmpty();
            assertThat(answer.headerValues("x-own")).as(own.getKey()).isEmpty();
            assertThat(answer.text()).doesNotContain("1120");
        }
        // But of a dead upstream's HEAD, Kong says that the service has answered.
        assertThat(method("HEAD", "/dead/data").headers().allValues("x-service"))
                .containsExactly("502");
    }

    @Test
    void an_interim_response_gives_502_instead_of_a_client_that_waits() throws Exception {
        route(rules(Map.of("headers", Map.of("remove", List.of("X-A")))));
        for (int status : new int[] {100, 103, 199}) {
            answers(new Answer(status, json("").headers(), new byte[0]));
            assertThat(gateway.get("/shown/data").status()).isEqualTo(502);
        }
    }

    @Test
    void an_upgrade_is_refused_although_an_earlier_plugin_takes_its_header_away() throws Exception {
        Plugin earlier =
                plugin("pre-function", Map.of("access", List.of("kong.service.request.clear_header('Upgrade')")));
        route(earlier, rules(mask()));
        answers(json(JSON));

        Answer answer = gateway.send(
                Request.get("/shown/data").with("Connection", "Upgrade").with("Upgrade", "WebSocket"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("1120");
    }

    @Test
    void an_answer_of_a_grpc_service_never_passes_by_the_masks() throws Exception {
        Declaration declaration = gateway.declaration().route("shown", rules(mask()));
        ((ObjectNode) declaration.document().path("services").get(0))
                .put("url", "grpc://127.0.0.1:" + gateway.upstream().port());
        gateway.declare(declaration);
        answers(json(JSON));

        assertThat(gateway.get("/shown/data").status()).isEqualTo(500);
    }

    @Test
    void a_document_is_masked_as_a_whole_and_a_304_tells_no_digest() throws Exception {
        route(rules(Map.of("mask", Map.of("fields", List.of(Map.of("path", "#"))))));
        answers(json("\"" + CLEAR + "\""));
        assertThat(gateway.get("/shown/data").text()).isEqualTo("\"***\"");

        answers(new Answer(304, json("").headers(), new byte[0])
                .with("ETag", "\"1\"")
                .with("Repr-Digest", "x"));
        Answer answer = gateway.get("/shown/data");
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.headerValues("etag")).containsExactly("\"1\"");
        assertThat(answer.headerValues("repr-digest")).isEmpty();
    }
}
