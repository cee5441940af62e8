package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.ContentCodings;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.json.Json;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body that is being changed: a document, a text, or something that is neither and stays as it is. For one thread. */
final class Content {

    private final Optional<String> newType;
    private final ContentCodings codings;
    private final Charset charset;
    private final @Nullable Document document;
    private @Nullable String text;
    private boolean changed;

    private Content(
            Optional<String> newType,
            ContentCodings codings,
            Charset charset,
            @Nullable Document document,
            @Nullable String text) {
        this.newType = newType;
        this.codings = codings;
        this.charset = charset;
        this.document = document;
        this.text = text;
    }

    /** What stays as it is. */
    static Content opaque() {
        return new Content(Optional.empty(), ContentCodings.NONE, StandardCharsets.UTF_8, null, null);
    }

    /** The upstream's document. */
    static Content read(ContentCodings codings, Document document) {
        return new Content(Optional.empty(), codings, StandardCharsets.UTF_8, document, null);
    }

    /** The upstream's text, with the type that it gets if it changes. */
    static Content read(Optional<String> newType, ContentCodings codings, Charset charset, String text) {
        return new Content(newType, codings, charset, null, text);
    }

    /** A new document. */
    static Content made(String type, Document document) {
        Content made = new Content(Optional.of(type), ContentCodings.NONE, StandardCharsets.UTF_8, document, null);
        made.changed = true;
        return made;
    }

    /** A new text. */
    static Content made(String header, MediaType type, String text) throws UnusableBodyException {
        Charset charset = type.charsetOr("utf-8");
        String full = type.charset().isPresent() ? header : header + "; charset=utf-8";
        Content made = new Content(Optional.of(full), ContentCodings.NONE, charset, null, text);
        made.changed = true;
        return made;
    }

    Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    void mask(Masks masks, CharacterBudget budget) throws UnusableBodyException {
        if (document != null) {
            masks.apply(document, budget);
        } else if (text != null) {
            replace(masks.in(text, budget));
        }
    }

    void replace(String other) {
        changed |= !other.equals(text);
        text = other;
    }

    /** The body to send, if it is not the upstream's. */
    Optional<NewBody> finish(int limit) throws UnusableBodyException {
        if (!changed && (document == null || !document.isChanged())) {
            return Optional.empty();
        }
        byte[] plain = new byte[0];
        if (document != null) {
            plain = Json.write(document.root(), limit);
        } else if (text != null) {
            plain = Texts.encoded(text, charset);
        }
        if (plain.length > limit) {
            throw new UnusableBodyException("the new body has more than " + limit + " bytes");
        }
        return Optional.of(new NewBody(codings.encode(plain), !codings.codings().isEmpty(), newType));
    }
}
