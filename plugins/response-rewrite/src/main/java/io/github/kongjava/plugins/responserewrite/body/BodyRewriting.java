package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.ContentCodings;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig.Unsupported;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.json.Json;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes new bodies of those that upstreams send. Immutable, thread safe. */
public final class BodyRewriting {

    private static final int PARTIAL = 206;

    private final ResponseRewriteConfig config;
    private final BodyMemory memory;

    /** As configured. */
    public BodyRewriting(ResponseRewriteConfig config, BodyMemory memory) {
        this.config = config;
        this.memory = memory;
    }

    /**
     * The new body, if it is not to be the upstream's own.
     *
     * @param all what the rules that the response meets do with bodies
     * @param valuesWith what placeholders stand for, given the document that the body is now
     * @throws UnusableBodyException if something is to be masked in a body that cannot be read, or a change cannot be made
     */
    public Optional<NewBody> rewrite(SentBody sent, List<BodyRule> all, Function<Optional<Document>, Values> valuesWith)
            throws UnusableBodyException {
        try (BodyMemory.Claim claim = memory.claim()) {
            return rewrite(sent, all, valuesWith, claim);
        }
    }

    private Optional<NewBody> rewrite(
            SentBody sent, List<BodyRule> all, Function<Optional<Document>, Values> valuesWith, BodyMemory.Claim claim)
            throws UnusableBodyException {
        MediaType type = MediaType.of(sent.headers());
        if (sent.status() == PARTIAL || type.isStream()) {
            if (!masks(all, type).isEmpty()) {
                throw new UnusableBodyException("the body is a part or a stream, in which nothing can be masked");
            }
            return Optional.empty();
        }
        List<BodyRule> rules = all.subList(lastAnew(all), all.size());
        boolean anew = !rules.isEmpty() && rules.get(0).startsAnew();
        Content content = anew ? Content.opaque() : read(sent, type, rules, claim);
        for (BodyRule rule : rules) {
            content = apply(rule, content, valuesWith, claim);
        }
        return content.finish(config.limits().outputBytes());
    }

    private static int lastAnew(List<BodyRule> rules) {
        int at = rules.size() - 1;
        while (at > 0 && !rules.get(at).startsAnew()) {
            at--;
        }
        return Math.max(at, 0);
    }

    private static Masks masks(List<BodyRule> rules, MediaType type) {
        return Masks.joined(rules.stream()
                .filter(rule -> !type.isOneOf(rule.harmlessTypes()))
                .map(BodyRule::masks)
                .toList());
    }

    private Content read(SentBody sent, MediaType type, List<BodyRule> rules, BodyMemory.Claim claim)
            throws UnusableBodyException {
        Masks masks = masks(rules, type);
        boolean json = type.isOneOf(config.jsonTypes());
        boolean text =
                !json && type.isOneOf(config.textTypes()) && masks.fields().isEmpty();
        Predicate<BodyRule> wants =
                json ? BodyRule::readsDocuments : rule -> text && !rule.texts().isEmpty();
        if (masks.isEmpty() && rules.stream().noneMatch(wants)) {
            return Content.opaque();
        }
        byte[] bytes = sent.bytes(claim, config.limits().bodyBytes());
        if (bytes.length == 0) {
            return Content.opaque();
        }
        if (!json && !text) {
            throw new UnusableBodyException("the body is of a type in which masked fields cannot be found; name it in"
                    + " harmless_types if it has none");
        }
        Optional<ContentCodings> codings = codings(sent.headers(), !masks.isEmpty());
        if (codings.isEmpty()) {
            return Content.opaque();
        }
        byte[] plain = decoded(codings.get(), bytes, claim);
        claim.document(plain.length, json ? Json.values(plain) : 0);
        Content content =
                json ? document(codings.get(), type, plain) : text(sent.headers(), codings.get(), plain, masks);
        content.mask(masks, new CharacterBudget(config.limits().outputBytes()));
        return content;
    }

    private byte[] decoded(ContentCodings codings, byte[] bytes, BodyMemory.Claim claim) throws UnusableBodyException {
        long limit = codings.limit(bytes.length, config.limits());
        claim.decoding(codings.codings().isEmpty() ? 0 : limit);
        byte[] plain = codings.decode(bytes, limit);
        claim.decoded(plain.length);
        return plain;
    }

    private static Content document(ContentCodings codings, MediaType type, byte[] plain) throws UnusableBodyException {
        Charset charset = type.charsetOr("utf-8");
        if (!charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
            throw new UnusableBodyException("the body is JSON in a charset other than UTF-8");
        }
        return Content.read(codings, Json.body(Texts.decoded(plain, StandardCharsets.UTF_8)));
    }

    private Content text(Headers headers, ContentCodings codings, byte[] plain, Masks masks)
            throws UnusableBodyException {
        MediaType type = MediaType.of(headers);
        Charset charset = type.charsetOr(config.textCharset());
        if (!masks.isEmpty()) {
            Texts.refuseOtherCharset(plain, charset);
        }
        // To a type that names none, Kong adds that it is UTF-8.
        Optional<String> named = type.charset().isPresent() || charset.equals(StandardCharsets.UTF_8)
                ? Optional.empty()
                : headers.first("content-type").map(value -> value + "; charset=" + config.textCharset());
        return Content.read(named, codings, charset, Texts.decoded(plain, charset));
    }

    /** Empty if the body shall pass as it is. */
    private Optional<ContentCodings> codings(Headers headers, boolean masked) throws UnusableBodyException {
        try {
            return Optional.of(ContentCodings.of(headers.all("content-encoding")));
        } catch (UnusableBodyException e) {
            if (masked || config.unsupportedEncoding() == Unsupported.REFUSE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Content apply(
            BodyRule rule, Content content, Function<Optional<Document>, Values> valuesWith, BodyMemory.Claim claim)
            throws UnusableBodyException {
        Document.Room room = text -> claim.copy(text.length(), Json.values(text));
        content.document().ifPresent(document -> document.copiesTake(room));
        Values values = valuesWith.apply(content.document());
        Content now = rule.template().isPresent() ? rule.template().get().render(values) : content;
        now.document().ifPresent(document -> document.copiesTake(room));
        if (now.document().isPresent()) {
            for (Edit edit : rule.edits()) {
                edit.apply(now.document().get(), values);
            }
        }
        for (TextEdit edit : rule.texts()) {
            if (now.text().isPresent()) {
                now.replace(edit.in(now.text().get(), config.limits().outputBytes()));
            }
        }
        return now;
    }
}
