package io.github.kongjava.benchmarks.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.body.BodyMemory;
import io.github.kongjava.plugins.responserewrite.body.BodyRewriting;
import io.github.kongjava.plugins.responserewrite.body.BodyRule;
import io.github.kongjava.plugins.responserewrite.body.NewBody;
import io.github.kongjava.plugins.responserewrite.body.SentBody;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.LimitsConfig;
import io.github.kongjava.plugins.responserewrite.config.MaskConfig.Action;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig.Unsupported;
import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.json.Path;
import io.github.kongjava.plugins.responserewrite.mask.FieldMask;
import io.github.kongjava.plugins.responserewrite.mask.Mask;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import io.github.kongjava.plugins.responserewrite.mask.PatternMask;
import io.github.kongjava.plugins.responserewrite.template.Placeholder;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a change of a JSON body costs in response-rewrite, beside reading and writing it by Jackson alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResponseRewriteBenchmark {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    private static final Values NONE = new Values() {
        @Override
        public Optional<String> text(Placeholder placeholder) {
            return Optional.empty();
        }

        @Override
        public JsonNode json(Placeholder placeholder) {
            return JACKSON.nullNode();
        }

        @Override
        public void spend(long characters) {
            // as much as there is
        }
    };

    private static final Mask STARS = clear -> Optional.of("***");

    /** About how many KiB the body has. */
    @Param({"1", "100"})
    public int kib = 1;

    private SentBody sent = body(1);
    private final BodyRewriting bodies = new BodyRewriting(
            new ResponseRewriteConfig(
                    List.of(),
                    Set.of("application/json"),
                    Set.of(),
                    "utf-8",
                    Unsupported.REFUSE,
                    new LimitsConfig(8_388_608, 200, 16_777_216),
                    false),
            BodyMemory.ofThisServer());

    /** Makes the body. */
    @Setup
    public void make() {
        sent = body(kib);
    }

    private static SentBody body(int kib) {
        StringBuilder json = new StringBuilder("{\"items\":[");
        for (int i = 0; json.length() < kib * 1024; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(
                            ",\"name\":\"Ada Lovelace\",\"iban\":\"DE02120300000000202051\",\"price\":12.50,\"tags\":[\"a\",\"b\"]}");
        }
        byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        return new SentBody(200, Headers.of("Content-Type", "application/json"), () -> bytes);
    }

    private static BodyRule rule(Masks masks, List<Edit> edits) {
        return new BodyRule(masks, Set.of(), Optional.empty(), edits, List.of());
    }

    private static final BodyRule REMOVE =
            rule(new Masks(List.of(), List.of()), List.of(Edit.remove(Path.of("/items/*/iban"))));

    private static final BodyRule BY_NAME = rule(
            new Masks(List.of(new FieldMask(Optional.empty(), Optional.of("iban"), Action.FIXED, STARS)), List.of()),
            List.of());

    private static final BodyRule BY_PATTERN = rule(
            new Masks(List.of(), List.of(new PatternMask(Pattern.compile("[A-Z]{2}[0-9]{20}"), STARS, false))),
            List.of());

    private Optional<NewBody> rewritten(BodyRule rule) throws UnusableBodyException {
        return bodies.rewrite(sent, List.of(rule), document -> NONE);
    }

    /** A member of each item removed. */
    @Benchmark
    public Optional<NewBody> remove() throws UnusableBodyException {
        return rewritten(REMOVE);
    }

    /** A field masked wherever it stands. */
    @Benchmark
    public Optional<NewBody> maskByName() throws UnusableBodyException {
        return rewritten(BY_NAME);
    }

    /** A pattern masked in all texts, numbers and names. */
    @Benchmark
    public Optional<NewBody> maskByPattern() throws UnusableBodyException {
        return rewritten(BY_PATTERN);
    }

    /** Reading and writing it with Jackson as it comes. */
    @Benchmark
    public byte[] jacksonAlone() throws IOException {
        return JACKSON.writeValueAsBytes(JACKSON.readTree(sent.source().get()));
    }
}
