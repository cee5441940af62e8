package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are compressed, well or badly or to do harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressedBodyTest {

    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final String CLEAR = "{\"ssn\":\"078-05-1120\"}";
    private static final String MASKED = "{\"ssn\":\"***\"}";

    private UpstreamAnswers upstream;

    @BeforeAll
    void start() {
        upstream = new UpstreamAnswers(Protocol.PROTOBUF, "{\"mask\":{\"fields\":[{\"name\":\"ssn\"}]}}");
    }

    @AfterAll
    void stop() {
        upstream.close();
    }

    private TestAnswer sent(byte[] body, String... codings) {
        return upstream.json("").only("Content-Encoding", codings).body(body).get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A gzip member with a header that has these flags and fields. */
    private static byte[] member(int flags, byte[] fields, String plain) {
        CRC32 crc = new CRC32();
        crc.update(bytes(plain));
        return joined(
                new byte[] {0x1F, (byte) 0x8B, 8, (byte) flags, 0, 0, 0, 0, 0, 3},
                fields,
                UpstreamAnswers.deflated(bytes(plain), true),
                little((int) crc.getValue()),
                little(bytes(plain).length));
    }

    private static byte[] little(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    private static String gunzip(byte[] gzip) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void all_fields_that_a_gzip_header_can_have_are_passed_over() throws Exception {
        byte[] extra = joined(new byte[] {(byte) 0xFF, (byte) 0xFF}, new byte[65_535]);
        byte[] long_ = joined(bytes("n".repeat(200_000)), new byte[1]);
        for (byte[] gzip : List.of(
                member(EXTRA, extra, CLEAR),
                member(NAME, long_, CLEAR),
                member(COMMENT, long_, CLEAR),
                member(1 | 2, new byte[2], CLEAR),
                member(31, joined(extra, long_, long_, new byte[2]), CLEAR))) {
            assertThat(gunzip(sent(gzip, "gzip").bytes())).isEqualTo(MASKED);
        }
    }

    @Test
    void members_are_one_body_however_many_and_however_empty() throws Exception {
        byte[] empty = member(0, new byte[0], "");
        byte[][] members = new byte[50_000][];
        java.util.Arrays.fill(members, empty);
        members[20_000] = member(0, new byte[0], CLEAR.substring(0, 9));
        members[49_999] = member(0, new byte[0], CLEAR.substring(9));

        assertThat(gunzip(sent(joined(members), "gzip").bytes())).isEqualTo(MASKED);
        assertThat(sent(empty, "gzip").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", " gzip ", "x-gzip", "X-GZip", "gzip, identity", "identity,gzip", ",gzip,"})
    void a_coding_is_known_however_it_is_written(String coding) throws Exception {
        TestAnswer answer = sent(UpstreamAnswers.gzip(bytes(CLEAR)), coding);

        assertThat(gunzip(answer.bytes())).isEqualTo(MASKED);
        assertThat(answer.headers("content-encoding")).hasSize(1);
        assertThat(answer.headers("content-length")).containsExactly(Integer.toString(answer.bytes().length));
    }

    @Test
    void several_lines_are_one_list() throws Exception {
        byte[] twice = UpstreamAnswers.gzip(UpstreamAnswers.gzip(bytes(CLEAR)));
        TestAnswer answer = sent(twice, "gzip", "gzip");

        assertThat(gunzip(UpstreamAnswers.gzip(new byte[0]))).isEmpty();
        assertThat(answer.headers("content-encoding")).containsExactly("gzip, gzip");
        try (GZIPInputStream outer = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
            assertThat(gunzip(outer.readAllBytes())).isEqualTo(MASKED);
        }
        byte[] deflated = UpstreamAnswers.deflated(UpstreamAnswers.gzip(bytes(CLEAR)), false);
        assertThat(sent(deflated, "gzip", "deflate").headers("content-encoding"))
                .containsExactly("gzip, deflate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=1", "gzip;", "\"gzip\"", "gzip deflate", "x-deflate", "bzip2", "aes128gcm", "*"})
    void a_coding_that_is_none_that_can_be_undone_is_refused(String coding) {
        assertThat(sent(UpstreamAnswers.gzip(bytes(CLEAR)), coding).status()).isEqualTo(502);
    }

    @Test
    void an_empty_coding_is_none() {
        assertThat(sent(bytes(CLEAR), "").body()).isEqualTo(MASKED);
        assertThat(sent(bytes(CLEAR), "identity, ,").body()).isEqualTo(MASKED);
    }

    static Stream<byte[]> damaged() {
        byte[] gzip = UpstreamAnswers.gzip(bytes(CLEAR));
        byte[] wrongSize = gzip.clone();
        wrongSize[gzip.length - 1] ^= 1;
        byte[] wrongSum = gzip.clone();
        wrongSum[gzip.length - 5] ^= 1;
        byte[] wrongData = gzip.clone();
        wrongData[12] ^= 0x55;
        byte[] wrongMethod = gzip.clone();
        wrongMethod[2] = 7;
        return Stream.concat(
                IntStream.range(1, gzip.length).mapToObj(length -> java.util.Arrays.copyOf(gzip, length)),
                Stream.of(
                        wrongSize,
                        wrongSum,
                        wrongData,
                        wrongMethod,
                        joined(gzip, new byte[1]),
                        joined(gzip, bytes("x")),
                        joined(gzip, gzip),
                        joined(gzip, java.util.Arrays.copyOf(gzip, 12)),
                        member(0xE0, new byte[0], CLEAR),
                        member(NAME, bytes("a name without end"), ""),
                        member(EXTRA, new byte[] {(byte) 0xFF, (byte) 0xFF, 0}, CLEAR),
                        UpstreamAnswers.deflated(bytes(CLEAR), false),
                        bytes(CLEAR)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void gzip_that_is_damaged_or_cut_off_or_goes_on_is_refused(byte[] gzip) {
        TestAnswer answer = sent(gzip, "gzip");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("1120");
        assertThat(answer.headers("content-encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deflate_that_is_damaged_or_cut_off_or_goes_on_is_refused(boolean raw) {
        byte[] deflate = UpstreamAnswers.deflated(bytes(CLEAR), raw);
        assertThat(sent(deflate, "deflate").status()).isEqualTo(200);
        for (int length = 1; length < deflate.length; length++) {
            assertThat(sent(java.util.Arrays.copyOf(deflate, length), "deflate").status())
                    .isEqualTo(502);
        }
        assertThat(sent(joined(deflate, deflate), "deflate").status()).isEqualTo(502);
        byte[] dictionary = {0x78, (byte) 0xBB, 0, 0, 0, 1, 3, 0};
        assertThat(sent(dictionary, "deflate").status()).isEqualTo(502);
    }

    @Test
    void the_ratio_counts_from_64_KiB_on_and_over_all_codings() {
        byte[] small = UpstreamAnswers.gzip(bytes("\"" + " ".repeat(65_534) + "\""));
        byte[] large = UpstreamAnswers.gzip(bytes("\"" + " ".repeat(65_535) + "\""));
        assertThat(65_536 / small.length).isGreaterThan(200);
        assertThat(sent(small, "gzip").status()).isEqualTo(200);
        assertThat(sent(large, "gzip").status()).isEqualTo(502);
        byte[] twice = UpstreamAnswers.gzip(UpstreamAnswers.gzip(bytes("\"" + "ab".repeat(1_000_000) + "\"")));
        assertThat(sent(twice, "gzip, gzip").status()).isEqualTo(502);
    }

    @Test
    void ten_gigabytes_in_ten_megabytes_and_many_small_bombs_end_at_the_limit() {
        byte[] mega = UpstreamAnswers.gzip(new byte[10_000_000]);
        byte[][] members = new byte[800][];
        java.util.Arrays.fill(members, mega);
        assertThat(sent(joined(members), "gzip").status()).isEqualTo(502);
        assertThat(sent(UpstreamAnswers.gzip(UpstreamAnswers.gzip(joined(members))), "gzip,gzip,gzip")
                        .status())
                .isEqualTo(502);
    }

    @Test
    void fifty_bombs_at_once_are_all_answered_and_the_next_request_too() throws Exception {
        byte[] bomb = UpstreamAnswers.gzip(bytes("[" + "{\"a\":\"é\"},".repeat(100_000) + "{\"ssn\":1}]"));
        try (UpstreamAnswers bombs = new UpstreamAnswers(
                Protocol.PROTOBUF,
                "{\"mask\":{\"fields\":[{\"name\":\"ssn\"}],\"patterns\":[{\"pattern\":\"x[0-9]{16}\"}]}}",
                ",\"limits\":{\"ratio\":1100}")) {
            bombs.json("").only("Content-Encoding", "gzip").body(bomb);
            ExecutorService clients = Executors.newFixedThreadPool(50);
            List<Future<TestAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(clients.submit(() -> bombs.get()));
            }
            for (Future<TestAnswer> answer : answers) {
                assertThat(answer.get().status()).isIn(200, 503);
                assertThat(answer.get().bytes()).isNotEqualTo(bomb);
            }
            clients.shutdown();
            assertThat(bombs.failures()).isEmpty();
            assertThat(gunzip(
                            bombs.body(UpstreamAnswers.gzip(bytes(CLEAR))).get().bytes()))
                    .isEqualTo(MASKED);
        }
    }
}
