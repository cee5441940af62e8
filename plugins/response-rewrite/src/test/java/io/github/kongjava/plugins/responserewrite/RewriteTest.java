package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RewriteTest {

    @ParameterizedTest
    @EnumSource
    void status_and_headers_change_where_the_conditions_are_met(Protocol protocol) {
        String rule =
                "{\"when\":{\"statuses\":[\"5xx\"],\"content_types\":[\"text/*\"],\"methods\":[\"GET\"],\"path\":\"^/orders/\","
                        + "\"sources\":[\"service\"],\"headers\":[{\"name\":\"x-kind\",\"pattern\":\"^b\"}]},"
                        + "\"status\":503,\"headers\":{\"remove\":[\"Server\"],\"rename\":{\"X-Old\":\"X-New\"},"
                        + "\"set\":[{\"name\":\"X-Path\",\"value\":\"${request.path}\"},{\"name\":\"x-path\",\"value\":\"$${two}\"}],"
                        + "\"add\":[{\"name\":\"X-Kind\",\"value\":\"c\"}]}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.status(500)
                    .text("sorry")
                    .header("Server", "secret/1")
                    .header("X-Old", "1")
                    .header("X-Old", "2")
                    .header("X-Kind", "a")
                    .header("X-Kind", "b");

            TestAnswer answer = upstream.get();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers("server")).doesNotContain("secret/1");
            assertThat(answer.headers("x-new")).containsExactly("1", "2");
            assertThat(answer.headers("x-old")).isEmpty();
            assertThat(answer.headers("x-path")).containsExactly("/orders/7", "${two}");
            assertThat(answer.headers("x-kind")).containsExactly("a", "b", "c");
            assertThat(answer.body()).isEqualTo("sorry");

            TestAnswer other = upstream.status(404).get();
            assertThat(other.status()).isEqualTo(404);
            assertThat(other.headers("x-old")).containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changes_of_JSON_come_one_after_the_other_and_numbers_keep_their_digits(Protocol protocol) {
        String rule =
                "{\"json\":[{\"op\":\"remove\",\"path\":\"/items/*/cost\"},{\"op\":\"add\",\"path\":\"/by\",\"value\":\"\\\"${request.header.x-name}\\\"\"},"
                        + "{\"op\":\"add\",\"path\":\"/n\",\"value\":\"1\"},{\"op\":\"replace\",\"path\":\"/items/0/id\",\"value\":\"\\\"${response.body:/n}\\\"\"},"
                        + "{\"op\":\"rename\",\"path\":\"/items/*/id\",\"to\":\"key\"},{\"op\":\"append\",\"path\":\"/tags\",\"value\":\"{\\\"a\\\":null}\"}]}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.json(
                            "{\"n\":12345678901234567890.10,\"items\":[{\"id\":1,\"cost\":2},{\"id\":2,\"cost\":3}],\"tags\":\"x\"}")
                    .header("ETag", "\"1\"")
                    .header("Digest", "sha-256=x")
                    .header("Content-MD5", "x")
                    .header("Accept-Ranges", "bytes");

            TestAnswer answer = upstream.get();

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"n\":12345678901234567890.10,\"items\":[{\"key\":12345678901234567890.10},{\"key\":2}],\"tags\":[\"x\",{\"a\":null}],\"by\":\"a\\\"b<\"}");
            assertThat(answer.headers("content-length")).containsExactly(Integer.toString(answer.bytes().length));
            for (String gone : new String[] {"etag", "digest", "content-md5", "accept-ranges"}) {
                assertThat(answer.headers(gone)).as(gone).isEmpty();
            }
            assertThat(answer.headers("content-type")).containsExactly("application/json");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_does_not_change_is_the_upstreams_own(Protocol protocol) {
        try (UpstreamAnswers upstream =
                new UpstreamAnswers(protocol, "{\"status\":201,\"json\":[{\"op\":\"remove\",\"path\":\"/x\"}]}")) {
            upstream.json("{ \"a\" : 1e2 }").header("ETag", "\"1\"");

            TestAnswer answer = upstream.get();

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{ \"a\" : 1e2 }");
            assertThat(answer.headers("etag")).containsExactly("\"1\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_coding_that_cannot_be_undone_passes_only_where_that_is_wanted_and_nothing_is_masked(Protocol protocol) {
        String change = "{\"json\":[{\"op\":\"remove\",\"path\":\"/x\"}]}";
        String mask = "{\"mask\":{\"fields\":[{\"name\":\"x\"}]}}";
        String pass = ",\"unsupported_encoding\":\"pass\"";
        try (UpstreamAnswers refusing = new UpstreamAnswers(protocol, change);
                UpstreamAnswers passing = new UpstreamAnswers(protocol, change, pass);
                UpstreamAnswers masking = new UpstreamAnswers(protocol, mask, pass)) {
            assertThat(refusing.json("?").header("Content-Encoding", "br").get().status())
                    .isEqualTo(502);
            TestAnswer passed =
                    passing.json("?").header("Content-Encoding", "br").get();
            assertThat(passed.status()).isEqualTo(200);
            assertThat(passed.body()).isEqualTo("?");
            assertThat(passed.headers("content-encoding")).containsExactly("br");
            assertThat(masking.json("?").header("Content-Encoding", "br").get().status())
                    .isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_a_document_only_what_is_allowed_stays_and_patches_are_applied(Protocol protocol) {
        String rule =
                "{\"json_allow\":[\"/id\",\"/items/*/name\",\"/whole\"],\"json_patch\":\"[{\\\"op\\\":\\\"move\\\",\\\"from\\\":\\\"/id\\\",\\\"path\\\":\\\"/key\\\"}]\","
                        + "\"merge_patch\":\"{\\\"whole\\\":{\\\"b\\\":null,\\\"c\\\":3}}\"}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.json("{\"id\":1,\"secret\":2,\"items\":[{\"name\":\"n\",\"x\":1},5],\"whole\":{\"a\":1,\"b\":2}}");

            assertThat(upstream.get().body())
                    .isEqualTo("{\"items\":[{\"name\":\"n\"}],\"whole\":{\"a\":1,\"c\":3},\"key\":1}");
            assertThat(upstream.json("[1]").get().status()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void templates_take_the_place_of_bodies_and_no_value_breaks_out_of_its_text(Protocol protocol) {
        String json =
                "{\"template\":{\"body\":\"{\\\"name\\\":\\\"${request.header.x-name}\\\",\\\"id\\\":\\\"${response.body:/id}\\\",\\\"s\\\":\\\"${response.status} for ${request.query.q}\\\"}\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, json)) {
            upstream.json("{\"id\":{\"a\":1}}");
            assertThat(upstream.get().body()).isEqualTo("{\"name\":\"a\\\"b<\",\"id\":{\"a\":1},\"s\":\"200 for x\"}");
        }
        String html = "{\"template\":{\"body\":\"<p>${request.header.x-name}</p>\",\"content_type\":\"text/html\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, html)) {
            upstream.header("Content-Encoding", "br").json("?");
            TestAnswer answer = upstream.get();
            assertThat(answer.body()).isEqualTo("<p>a&quot;b&lt;</p>");
            assertThat(answer.headers("content-encoding")).isEmpty();
            assertThat(answer.headers("content-type")).containsExactly("text/html; charset=utf-8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void texts_are_replaced_in_their_charset_and_encoded_again(Protocol protocol) {
        String rule = "{\"text\":[{\"pattern\":\"(?i)(caf)é\",\"replacement\":\"${1}$1\"}]}";
        rule = rule.replace("${1}$1", "$1$1");
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.header("Content-Type", "text/plain; charset=ISO-8859-1")
                    .header("Content-Encoding", "GZIP")
                    .body(UpstreamAnswers.gzip("un Café à".getBytes(StandardCharsets.ISO_8859_1)));

            TestAnswer answer = upstream.get();

            assertThat(answer.bytes())
                    .isEqualTo(UpstreamAnswers.gzip("un CafCaf à".getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(answer.headers("content-encoding")).containsExactly("GZIP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodies_of_HEAD_and_of_204_and_304_and_parts_and_streams_are_left_alone(Protocol protocol) {
        String rule = "{\"headers\":{\"remove\":[\"X-A\"]},\"template\":{\"body\":\"{}\"}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            upstream.json("").header("X-A", "1").header("ETag", "\"1\"");
            for (int status : new int[] {204, 304}) {
                TestAnswer answer = upstream.status(status).get();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers("etag")).containsExactly("\"1\"");
                assertThat(answer.headers("x-a")).isEmpty();
            }
            TestAnswer head = upstream.status(200).send("HEAD");
            assertThat(head.headers("etag")).isEmpty();
        }
        for (String type : new String[] {"application/grpc+json", "text/event-stream"}) {
            String remove = "{\"json\":[{\"op\":\"remove\",\"path\":\"/a\"}],\"text\":[{\"pattern\":\"a\"}]}";
            try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, remove)) {
                upstream.header("Content-Type", type).body("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
                assertThat(upstream.get().body()).isEqualTo("{\"a\":1}");
            }
            try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, remove)) {
                upstream.json("{\"a\":1}").status(206);
                assertThat(upstream.get().body()).isEqualTo("{\"a\":1}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void methods_that_Kong_would_change_are_refused_when_told_to(Protocol protocol) {
        try (UpstreamAnswers upstream =
                new UpstreamAnswers(protocol, "{\"status\":200}", ",\"refuse_other_methods\":true")) {
            assertThat(upstream.send("QUERY").status()).isEqualTo(405);
            assertThat(upstream.send("QUERY").header("allow")).isPresent();
            assertThat(upstream.send("PROPFIND").status()).isEqualTo(200);
        }
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, "{\"status\":200}")) {
            assertThat(upstream.send("QUERY").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_upstream_is_asked_for_what_can_be_read(Protocol protocol) {
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, "{\"mask\":{\"fields\":[{\"name\":\"a\"}]}}")) {
            upstream.json("{}");
            TestAnswer answer = upstream.get(
                    new Header("Accept-Encoding", "br;q=1.0, gzip;q=0.8, *;q=0.1"), new Header("Range", "bytes=0-1"));
            assertThat(answer.upstreamHeaders("accept-encoding")).containsExactly("gzip;q=0.8");
            assertThat(answer.upstreamHeaders("range")).isEmpty();
            assertThat(upstream.get(new Header("Accept-Encoding", "br")).upstreamHeaders("accept-encoding"))
                    .containsExactly("identity");
            TestAnswer upgrade = upstream.get(new Header("Upgrade", "WebSocket"), new Header("Connection", "upgrade"));
            assertThat(upgrade.passed()).isFalse();
            assertThat(upgrade.status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headers_change_places_or_share_a_name_with_all_their_values(Protocol protocol) {
        String rule =
                "{\"headers\":{\"rename\":{\"X-1\":\"X-2\",\"X-2\":\"X-1\",\"X-3\":\"X-All\",\"X-4\":\"x-all\",\"X-5\":\"X-6\"},"
                        + "\"add\":[{\"name\":\"Set-Cookie\",\"value\":\"b=${request.query.q}\"},{\"name\":\"X-Bad\",\"value\":\"${request.header.x-none}\"}],"
                        + "\"set\":[{\"name\":\"X-7\",\"value\":\"${request.header.x-none}\"}]}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            for (String name : new String[] {"X-1", "X-2", "X-3", "X-4", "X-6", "X-7", "Set-Cookie"}) {
                upstream.header(name, name + " a").header(name, name + " b");
            }

            TestAnswer answer = upstream.get();

            assertThat(answer.headers("x-1")).containsExactly("X-2 a", "X-2 b");
            assertThat(answer.headers("x-2")).containsExactly("X-1 a", "X-1 b");
            assertThat(answer.headers("x-all")).containsExactlyInAnyOrder("X-3 a", "X-3 b", "X-4 a", "X-4 b");
            assertThat(answer.headers("x-6")).containsExactly("X-6 a", "X-6 b");
            assertThat(answer.headers("x-7")).isEmpty();
            assertThat(answer.headers("x-bad")).isEmpty();
            assertThat(answer.headers("set-cookie")).containsExactly("Set-Cookie a", "Set-Cookie b", "b=x");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_tells_of_the_bytes_goes_with_them_and_the_rest_stays(Protocol protocol) {
        String[] going = {
            "ETag", "Digest", "Content-Digest", "Repr-Digest", "Content-MD5", "Accept-Ranges", "Content-Range"
        };
        String[] staying = {"Last-Modified", "Vary", "Cache-Control", "Set-Cookie", "Content-Language", "Link"};
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, "{\"merge_patch\":\"{\\\"a\\\":2}\"}")) {
            upstream.json("{\"a\":1}");
            for (String name : going) {
                upstream.header(name, "x");
            }
            for (String name : staying) {
                upstream.header(name, "x");
            }

            TestAnswer changed = upstream.get();
            TestAnswer same = upstream.json("{\"a\":2}").get();

            assertThat(changed.body()).isEqualTo("{\"a\":2}");
            for (String name : going) {
                assertThat(changed.headers(name)).as(name).isEmpty();
                assertThat(same.headers(name)).as(name).containsExactly("x");
            }
            for (String name : staying) {
                assertThat(changed.headers(name)).as(name).containsExactly("x");
            }
        }
    }

    @Test
    void a_body_that_no_change_needs_is_not_asked_for() {
        try (UpstreamAnswers upstream = new UpstreamAnswers(
                Protocol.PROTOBUF,
                "{\"json\":[{\"op\":\"remove\",\"path\":\"/a\"}],\"text\":[{\"pattern\":\"a\"}]}",
                ",\"limits\":{\"body_bytes\":1024}")) {
            byte[] large = new byte[5000];
            assertThat(upstream.header("Content-Type", "image/png")
                            .body(large)
                            .get()
                            .bytes())
                    .isEqualTo(large);
            assertThat(upstream.only("Content-Type", "text/plain").get().status())
                    .isEqualTo(502);
        }
    }

    @Test
    void of_long_arrays_any_part_can_stay() {
        String item = "{\"keep\":1},7,";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, "{\"json_allow\":[\"/*/keep\"]}")) {
            String kept =
                    upstream.json("[" + item.repeat(300_000) + "{}]").get().body();
            assertThat(kept).isEqualTo("[" + "{\"keep\":1},".repeat(300_000) + "{}]");
        }
    }

    @Test
    void what_is_put_in_at_many_places_counts() {
        String value = "\\\"" + "x".repeat(1000) + "\\\"";
        String rule = "{\"json\":[{\"op\":\"add\",\"path\":\"/*/a\",\"value\":\"" + value + "\"}]}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, rule)) {
            assertThat(upstream.json("[{}]").get().body()).hasSize(1010);
            assertThat(upstream.json("[" + "{},".repeat(50_000) + "{}]").get().status())
                    .isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource
    void JSON_is_escaped_as_JSON_whatever_types_are_read_as_such(Protocol protocol) {
        for (String type : new String[] {"application/json", "application/vnd.a+json", "Text/JSON; charset=utf-8"}) {
            String rule =
                    "{\"template\":{\"body\":\"{\\\"name\\\":\\\"${request.header.x-name}\\\"}\",\"content_type\":\""
                            + type + "\"}}";
            try (UpstreamAnswers upstream =
                    new UpstreamAnswers(protocol, rule, ",\"json_types\":[\"application/x-other\"]")) {
                assertThat(upstream.get().body()).isEqualTo("{\"name\":\"a\\\"b<\"}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interim_response_is_none(Protocol protocol) {
        try (UpstreamAnswers upstream =
                new UpstreamAnswers(protocol, "{\"when\":{\"statuses\":[\"200\"]},\"status\":201}")) {
            for (int status : new int[] {100, 103, 199}) {
                assertThat(upstream.status(status).get().status()).isEqualTo(502);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_text_that_changes_says_its_charset_where_clients_would_take_it_for_another(Protocol protocol) {
        String rule = "{\"text\":[{\"pattern\":\"a\",\"replacement\":\"é\"}]}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule, ",\"text_charset\":\"iso-8859-1\"")) {
            TestAnswer answer = upstream.text("a").get();
            assertThat(answer.bytes()).isEqualTo("é".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer.headers("content-type")).containsExactly("text/plain; charset=iso-8859-1");
            assertThat(upstream.only("Content-Type", "text/plain; charset=utf-8")
                            .get()
                            .headers("content-type"))
                    .containsExactly("text/plain; charset=utf-8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void headers_are_written_as_configured(Protocol protocol) {
        String rule =
                "{\"headers\":{\"set\":[{\"name\":\"X-Set\",\"value\":\"1\"},{\"name\":\"x-SET\",\"value\":\"2\"}],"
                        + "\"add\":[{\"name\":\"X-Add\",\"value\":\"1\"}],\"rename\":{\"x-old\":\"X-New\"}}}";
        try (UpstreamAnswers upstream = new UpstreamAnswers(protocol, rule)) {
            TestAnswer answer = upstream.json("{}").header("X-Old", "1").get();
            assertThat(answer.headers("x-set")).containsExactly("1", "2");
            assertThat(answer.headers()).extracting(Header::name).contains("X-Set", "X-Add", "X-New");
        }
    }
}
