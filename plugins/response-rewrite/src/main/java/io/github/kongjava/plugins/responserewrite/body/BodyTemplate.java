package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.TemplateConfig;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.template.JsonTemplate;
import io.github.kongjava.plugins.responserewrite.template.Placeholder;
import io.github.kongjava.plugins.responserewrite.template.TextTemplate;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.Collection;
import java.util.function.UnaryOperator;

/** A body of a configured text. Immutable. */
public final class BodyTemplate {

    private interface Rendering {
        Content of(Values values) throws UnusableBodyException;
    }

    private final boolean usesBody;
    private final Rendering rendering;

    /**
     * As configured.
     *
     * @throws IllegalArgumentException if the text is no such template
     */
    public BodyTemplate(TemplateConfig config, Collection<String> jsonTypes) {
        MediaType type = MediaType.of(config.contentType());
        if (type.isJson() || type.isOneOf(jsonTypes)) {
            JsonTemplate json = new JsonTemplate(config.body());
            usesBody = json.usesBody();
            rendering = values -> Content.made(config.contentType(), new Document(json.render(values)));
        } else {
            TextTemplate text = new TextTemplate(config.body());
            UnaryOperator<String> escape = type.isMarkup() ? BodyTemplate::markup : value -> value;
            usesBody = text.uses(Placeholder.Source.RESPONSE_BODY);
            refuseUnknownCharset(type);
            rendering = values -> Content.made(config.contentType(), type, text.render(values, escape));
        }
    }

    private static void refuseUnknownCharset(MediaType type) {
        try {
            type.charsetOr("utf-8");
        } catch (UnusableBodyException e) {
            throw new IllegalArgumentException("content_type has a charset that is not written here", e);
        }
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Whether the upstream's body has a part in it. */
    boolean usesBody() {
        return usesBody;
    }

    Content render(Values values) throws UnusableBodyException {
        return rendering.of(values);
    }
}
