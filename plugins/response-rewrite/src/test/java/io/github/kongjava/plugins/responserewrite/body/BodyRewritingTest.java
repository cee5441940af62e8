package io.github.kongjava.plugins.responserewrite.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.re2j.Pattern;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.LimitsConfig;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig.Unsupported;
import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.json.Json;
import io.github.kongjava.plugins.responserewrite.json.JsonPatch;
import io.github.kongjava.plugins.responserewrite.json.Path;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import io.github.kongjava.plugins.responserewrite.template.Placeholder;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BodyRewritingTest {

    private static final int MIB = 1 << 20;

    private static final Values NONE = new Values() {
        @Override
        public Optional<String> text(Placeholder placeholder) {
            return Optional.empty();
        }

        @Override
        public JsonNode json(Placeholder placeholder) {
            return NullNode.instance;
        }

        @Override
        public void spend(long characters) {}
    };

    private final BodyRewriting rewriting = new BodyRewriting(
            new ResponseRewriteConfig(
                    List.of(),
                    Set.of("application/json"),
                    Set.of("text/*"),
                    "utf-8",
                    Unsupported.REFUSE,
                    new LimitsConfig(8 * MIB, 200, 16 * MIB),
                    false),
            new BodyMemory(8 * MIB, 1));

    private final BodyRule rule = new BodyRule(
            new Masks(List.of(), List.of()),
            Set.of(),
            Optional.empty(),
            List.of(Edit.remove(Path.of("/0"))),
            List.of(new TextEdit(Pattern.compile("^,"), "")));

    private Optional<NewBody> rewritten(BodyRule rule, String type, String body) throws UnusableBodyException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SentBody sent = new SentBody(200, Headers.of("Content-Type", type), () -> bytes);
        return rewriting.rewrite(sent, List.of(rule), document -> NONE);
    }

    @Test
    void separators_take_memory_in_documents_and_none_in_texts() throws Exception {
        String many = ",1".repeat(100_000);

        assertThat(rewritten(rule, "text/csv", many).orElseThrow().bytes()).hasSize(many.length() - 1);
        assertThatThrownBy(() -> rewritten(rule, "application/json", "[0" + many + "]"))
                .isInstanceOf(UnusableBodyException.class)
                .hasMessageContaining("heap");
    }

    @Test
    void what_a_change_copies_takes_memory_as_well_and_gives_it_back() throws Exception {
        String[] patches = {"[]", "[{'op':'copy','from':'','path':'/0'}]", "[{'op':'copy','from':'/0','path':'/1'}]"};
        String body = "[1," + "{},".repeat(20_000) + "{}]";
        for (int i = 0; i < 2; i++) {
            for (String patch : patches) {
                BodyRule copying = new BodyRule(
                        new Masks(List.of(), List.of()),
                        Set.of(),
                        Optional.empty(),
                        List.of(new JsonPatch(Json.read(patch.replace('\'', '"')))),
                        List.of());
                if (patch.contains("'from':''")) {
                    assertThatThrownBy(() -> rewritten(copying, "application/json", body))
                            .isInstanceOf(UnusableBodyException.class)
                            .hasMessageContaining("heap");
                } else {
                    rewritten(copying, "application/json", body);
                }
            }
        }
    }
}
