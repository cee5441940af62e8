package io.github.kongjava.plugins.responserewrite.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.json.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The masking of one document. All paths are followed before anything is changed, so that what one rule removes does not move
 * what another means. For one thread.
 */
final class DocumentMasking {

    private final Masks masks;
    private final Document document;
    private final Map<String, FieldMask> byName = new HashMap<>();

    /** What was put in by a field's mask, and is not looked into again. */
    private final Set<JsonNode> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Hit(Place place, JsonNode value, FieldMask mask) {}

    DocumentMasking(Masks masks, Document document) {
        this.masks = masks;
        this.document = document;
        for (FieldMask mask : masks.fields()) {
            mask.name().ifPresent(name -> byName.putIfAbsent(name, mask));
        }
    }

    void run() {
        List<Hit> hits = new ArrayList<>();
        for (FieldMask mask : masks.fields()) {
            mask.path()
                    .ifPresent(path -> path.in(document)
                            .forEach(place -> place.value().ifPresent(value -> hits.add(new Hit(place, value, mask)))));
        }
        hits.forEach(this::put);
        removeMarked(hits);
        if (!byName.isEmpty() || !masks.patterns().isEmpty()) {
            walk(document.place());
        }
    }

    private void put(Hit hit) {
        // The first rule that means a value has masked it already.
        if (hit.place().value().filter(present -> isSame(present, hit.value())).isPresent()) {
            JsonNode masked = hit.mask().of(hit.value());
            done.add(masked);
            hit.place().put(masked);
            document.touch();
        }
    }

    // The very node is meant, not one that looks alike.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(JsonNode one, JsonNode other) {
        return one == other;
    }

    /** Of an array, what is removed is marked first and goes when every index has been used. */
    private static void removeMarked(List<Hit> hits) {
        Set<JsonNode> parents = Collections.newSetFromMap(new IdentityHashMap<>());
        hits.forEach(hit -> parents.add(hit.place().parent()));
        for (JsonNode parent : parents) {
            if (parent instanceof ObjectNode object) {
                object.properties().removeIf(member -> member.getValue().isMissingNode());
            } else if (parent instanceof ArrayNode array) {
                removeMarked(array);
            }
        }
    }

    private static void removeMarked(ArrayNode array) {
        List<JsonNode> kept = new ArrayList<>();
        array.forEach(element -> {
            if (!element.isMissingNode()) {
                kept.add(element);
            }
        });
        array.removeAll();
        array.addAll(kept);
    }

    private void walk(Place place) {
        JsonNode value = place.value().orElseThrow();
        if (done.contains(value)) {
            return;
        }
        if (value instanceof ObjectNode object) {
            members(object);
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(new Place(array, Integer.toString(i)));
            }
        } else if (!masks.patterns().isEmpty() && (value.isTextual() || value.isNumber())) {
            scalar(place, value);
        }
    }

    private void members(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        boolean renamed = false;
        for (String name : names) {
            Place place = new Place(object, name);
            FieldMask mask = byName.get(FieldMask.folded(name));
            if (mask != null && !done.contains(place.value().orElseThrow())) {
                field(place, mask);
            } else {
                walk(place);
            }
            renamed |= !masks.in(name).equals(name);
        }
        if (renamed) {
            rename(object);
        }
    }

    private void field(Place place, FieldMask mask) {
        JsonNode masked = mask.of(place.value().orElseThrow());
        if (masked.isMissingNode()) {
            place.remove();
        } else {
            place.put(masked);
        }
        document.touch();
    }

    private void scalar(Place place, JsonNode value) {
        String clear = value.isTextual() ? value.textValue() : digits(value);
        String masked = masks.in(clear);
        if (!masked.equals(clear)) {
            place.put(JsonNodeFactory.instance.textNode(masked));
            document.touch();
        }
    }

    /** All digits of a number, unless it is so large or small that they would be mostly zeros. */
    private static String digits(JsonNode number) {
        boolean readable =
                number.isBigDecimal() && Math.abs((long) number.decimalValue().scale()) <= 100;
        return readable ? number.decimalValue().toPlainString() : number.toString();
    }

    /** Names that are masked alike get a number. */
    private void rename(ObjectNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        object.properties().forEach(member -> {
            String masked = masks.in(member.getKey());
            String free = masked;
            while (members.containsKey(free)) {
                free = masked + " (" + times.merge(masked, 1, Integer::sum) + ")";
            }
            members.put(free, member.getValue());
        });
        object.removeAll();
        object.setAll(members);
        document.touch();
    }
}
