package io.github.kongjava.plugins.responserewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.json.Path;
import io.github.kongjava.plugins.responserewrite.json.Place;
import io.github.kongjava.plugins.responserewrite.json.Pointer;
import io.github.kongjava.plugins.responserewrite.template.Placeholder;
import io.github.kongjava.plugins.responserewrite.template.Placeholder.Source;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.Optional;

/** The values of the request and response at hand. For one thread. */
final class ExchangeValues implements Values {

    private final Kong kong;
    private final Answered answered;
    private final Optional<Document> body;
    private final CharacterBudget budget;

    /** With at most so many characters in all values together. */
    ExchangeValues(Kong kong, Answered answered, Optional<Document> body, int most) {
        this.kong = kong;
        this.answered = answered;
        this.body = body;
        budget = new CharacterBudget(most);
    }

    @Override
    public Optional<String> text(Placeholder placeholder) throws UnusableBodyException {
        String name = placeholder.name();
        Optional<String> value = switch (placeholder.source()) {
            case METHOD -> Optional.of(answered.method());
            case PATH -> Optional.of(answered.path());
            case REQUEST_HEADER -> kong.request().header(name);
            case QUERY -> kong.request().query().first(name);
            case STATUS -> Optional.of(Integer.toString(answered.status()));
            case RESPONSE_HEADER -> answered.headers().first(name);
            case RESPONSE_BODY -> found(name).map(node -> node.isTextual() ? node.textValue() : node.toString());
            case CONSUMER_USERNAME -> kong.client().consumer().flatMap(Consumer::username);
            case CONSUMER_ID -> kong.client().consumer().map(Consumer::id);
            case CONTEXT -> kong.ctx().shared().text(name);
        };
        if (value.isPresent()) {
            spend(value.get().length());
        }
        return value;
    }

    @Override
    public JsonNode json(Placeholder placeholder) throws UnusableBodyException {
        if (placeholder.source() == Source.RESPONSE_BODY && body.isPresent()) {
            Optional<JsonNode> found = found(placeholder.name());
            if (found.isPresent()) {
                return body.get().copy(found.get(), this);
            }
        }
        return text(placeholder)
                .<JsonNode>map(JsonNodeFactory.instance::textNode)
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    private Optional<JsonNode> found(String pointer) {
        return body.flatMap(document -> new Path(Pointer.names(pointer))
                .in(document).stream().findFirst().flatMap(Place::value));
    }

    @Override
    public void spend(long characters) throws UnusableBodyException {
        budget.spend(characters);
    }
}
