package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route, service, consumer or credential: the attributes that Kong would hand out for it. Attributes without value are
 * absent. Immutable.
 */
public record Entity(Value.Table attributes) {

    /** Keeps a copy. */
    public Entity {
        attributes = new Value.Table(java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes.entries())));
    }

    /** Its id. */
    public String id() {
        return text("id").orElse("");
    }

    /** An attribute that is a text. */
    public Optional<String> text(String name) {
        return attribute(name).filter(Value.Text.class::isInstance).map(value -> ((Value.Text) value).string());
    }

    /** The texts of an attribute that is a list; empty if it is absent. */
    public List<String> texts(String name) {
        if (attribute(name).orElse(Value.NIL) instanceof Value.Seq seq) {
            return seq.items().stream()
                    .filter(Value.Text.class::isInstance)
                    .map(value -> ((Value.Text) value).string())
                    .toList();
        }
        return List.of();
    }

    /** An attribute that is a map of lists of texts, such as a route's headers. */
    public Map<String, List<String>> textLists(String name) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        if (attribute(name).orElse(Value.NIL) instanceof Value.Table table) {
            Entity inner = new Entity(table);
            table.entries().keySet().forEach(key -> result.put(key, inner.texts(key)));
        }
        return result;
    }

    /** A whole number, or the default if it is absent. */
    public int whole(String name, int otherwise) {
        return attribute(name).orElse(Value.NIL) instanceof Value.Whole whole ? (int) whole.value() : otherwise;
    }

    /** A boolean, or the default if it is absent. */
    public boolean flag(String name, boolean otherwise) {
        return attribute(name).orElse(Value.NIL) instanceof Value.Bool bool ? bool.value() : otherwise;
    }

    /** The id of the entity that a foreign attribute refers to. */
    public Optional<String> foreign(String name) {
        return attribute(name)
                .filter(Value.Table.class::isInstance)
                .flatMap(value -> new Entity((Value.Table) value).text("id"));
    }

    private Optional<Value> attribute(String name) {
        return Optional.ofNullable(attributes.entries().get(name));
    }
}
