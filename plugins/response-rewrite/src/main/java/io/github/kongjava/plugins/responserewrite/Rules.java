package io.github.kongjava.plugins.responserewrite;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.responserewrite.body.BodyRule;
import io.github.kongjava.plugins.responserewrite.body.BodyTemplate;
import io.github.kongjava.plugins.responserewrite.body.TextEdit;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.JsonChange;
import io.github.kongjava.plugins.responserewrite.config.MaskConfig;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig;
import io.github.kongjava.plugins.responserewrite.config.RuleConfig;
import io.github.kongjava.plugins.responserewrite.json.AllowList;
import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.json.Json;
import io.github.kongjava.plugins.responserewrite.json.JsonPatch;
import io.github.kongjava.plugins.responserewrite.json.MergePatch;
import io.github.kongjava.plugins.responserewrite.json.Path;
import io.github.kongjava.plugins.responserewrite.mask.FieldMask;
import io.github.kongjava.plugins.responserewrite.mask.Mask;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import io.github.kongjava.plugins.responserewrite.mask.PatternMask;
import io.github.kongjava.plugins.responserewrite.template.JsonTemplate;
import io.github.kongjava.plugins.support.ConnectionHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes rules of their configuration. Every message names the field. */
final class Rules {

    /** Headers that tell what the body is; the plugin keeps them right itself. */
    private static final Set<String> OF_BODY = Set.of("content-encoding", "content-range");

    private final ResponseRewriteConfig config;
    private final String at;
    private final RuleConfig rule;

    private Rules(ResponseRewriteConfig config, int index) {
        this.config = config;
        at = "rules[" + index + "].";
        rule = config.rules().get(index);
    }

    /**
     * The rules.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse
     */
    static List<Rule> of(ResponseRewriteConfig config) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < config.rules().size(); i++) {
            rules.add(new Rules(config, i).rule());
        }
        return List.copyOf(rules);
    }

    private Rule rule() {
        HeaderEdits headers = named("headers", () -> new HeaderEdits(rule.headers()));
        for (String name : headers.names()) {
            if (ConnectionHeaders.contains(name) || OF_BODY.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        at + "headers: " + name + " is kept right by Kong or this plugin; leave it out");
            }
        }
        return new Rule(named("when", () -> new Conditions(rule.when())), rule.status(), headers, body());
    }

    private BodyRule body() {
        return new BodyRule(
                masks(),
                rule.mask().harmlessTypes(),
                rule.template()
                        .map(template -> named("template", () -> new BodyTemplate(template, config.jsonTypes()))),
                edits(),
                rule.text().stream()
                        .map(text ->
                                named("text", () -> new TextEdit(Pattern.compile(text.pattern()), text.replacement())))
                        .toList());
    }

    private Masks masks() {
        MaskConfig mask = rule.mask();
        List<FieldMask> fields = new ArrayList<>();
        for (MaskConfig.Field field : mask.fields()) {
            fields.add(named("mask.fields", () -> field(field, mask.key())));
        }
        List<PatternMask> patterns = new ArrayList<>();
        for (MaskConfig.Part part : mask.patterns()) {
            patterns.add(named(
                    "mask.patterns",
                    () -> new PatternMask(
                            Pattern.compile(part.pattern()),
                            Mask.of(part.action(), part.text(), part.keep(), mask.key()),
                            leavesNothing(part))));
        }
        return new Masks(fields, patterns);
    }

    private static boolean leavesNothing(MaskConfig.Part part) {
        return switch (part.action()) {
            case REMOVE -> true;
            case FIXED -> part.text().isEmpty();
            case KEEP_LAST, HASH -> false;
        };
    }

    private static FieldMask field(MaskConfig.Field field, Optional<Secret> key) {
        return new FieldMask(
                field.path().map(Path::of),
                field.name().map(FieldMask::folded),
                field.action(),
                Mask.of(field.action(), field.text(), field.keep(), key));
    }

    private List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        for (JsonChange change : rule.json()) {
            edits.add(named("json", () -> edit(change)));
        }
        if (!rule.jsonAllow().isEmpty()) {
            edits.add(named(
                    "json_allow",
                    () -> new AllowList(rule.jsonAllow().stream().map(Path::of).toList())));
        }
        rule.jsonPatch()
                .ifPresent(text -> edits.add(named("json_patch", () -> {
                    try {
                        return new JsonPatch(Json.read(text));
                    } catch (UnusableBodyException e) {
                        throw new IllegalArgumentException("not JSON", e);
                    }
                })));
        rule.mergePatch()
                .ifPresent(text -> edits.add(named("merge_patch", () -> {
                    try {
                        return new MergePatch(Json.read(text));
                    } catch (UnusableBodyException e) {
                        throw new IllegalArgumentException("not JSON", e);
                    }
                })));
        return edits;
    }

    private static Edit edit(JsonChange change) {
        Path path = Path.of(change.path());
        return switch (change.op()) {
            case ADD -> Edit.add(path, value(change));
            case REPLACE -> Edit.replace(path, value(change));
            case APPEND -> Edit.append(path, value(change));
            case REMOVE -> Edit.remove(path);
            case RENAME ->
                Edit.rename(path, change.to().orElseThrow(() -> new IllegalArgumentException("rename needs to")));
        };
    }

    private static JsonTemplate value(JsonChange change) {
        return new JsonTemplate(
                change.value().orElseThrow(() -> new IllegalArgumentException(change.op() + " needs value")));
    }

    private <T> T named(String field, Supplier<T> made) {
        try {
            return made.get();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(at + field + ": not an RE2 expression: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + field + ": " + e.getMessage(), e);
        }
    }
}
