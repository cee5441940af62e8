package io.github.kongjava.plugins.responserewrite.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.coding.CharacterBudget;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.json.Document;
import io.github.kongjava.plugins.responserewrite.json.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
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
    private final CharacterBudget budget;
    private final Map<String, FieldMask> byName = new HashMap<>();

    /** What was put in by a field's mask, and is not looked into again. */
    private final Set<JsonNode> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Hit(Place place, JsonNode value, FieldMask mask) {}

    DocumentMasking(Masks masks, Document document, CharacterBudget budget) {
        this.masks = masks;
        this.document = document;
        this.budget = budget;
        for (FieldMask mask : masks.fields()) {
            mask.name().ifPresent(name -> byName.putIfAbsent(name, mask));
        }
    }

    void run() throws UnusableBodyException {
        List<Hit> hits = new ArrayList<>();
        for (FieldMask mask : masks.fields()) {
            mask.path()
                    .ifPresent(path -> path.in(document)
                            .forEach(place -> place.value().ifPresent(value -> hits.add(new Hit(place, value, mask)))));
        }
        for (Hit hit : hits) {
            put(hit);
        }
        removeMarked(hits);
        if (!byName.isEmpty() || !masks.patterns().isEmpty()) {
            document.place().put(walked(document.root()));
        }
    }

    private void put(Hit hit) throws UnusableBodyException {
        // The first rule that means a value has masked it already.
        if (hit.place().value().filter(present -> isSame(present, hit.value())).isPresent()) {
            JsonNode masked = field(hit.mask(), hit.value());
            done.add(masked);
            hit.place().put(masked);
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

    /** What stands in the place of the value: itself, changed within, or a text. */
    private JsonNode walked(JsonNode value) throws UnusableBodyException {
        if (!done.isEmpty() && done.contains(value)) {
            return value;
        }
        if (value instanceof ObjectNode object) {
            members(object);
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, walked(array.get(i)));
            }
        } else if (!masks.patterns().isEmpty() && (value.isTextual() || value.isNumber())) {
            return searched(value, value.isTextual() ? Set.of(value.textValue()) : Numbers.readings(value));
        }
        return value;
    }

    private void members(ObjectNode object) throws UnusableBodyException {
        boolean renamed = false;
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            FieldMask mask = byName.isEmpty() ? null : byName.get(FieldMask.folded(name));
            JsonNode now = mask == null || done.contains(member.getValue())
                    ? walked(member.getValue())
                    : field(mask, member.getValue());
            if (now.isMissingNode()) {
                members.remove();
            } else {
                member.setValue(now);
            }
            renamed |= !masks.in(name, budget).equals(name);
        }
        if (renamed) {
            rename(object);
        }
    }

    private JsonNode field(FieldMask mask, JsonNode value) throws UnusableBodyException {
        JsonNode masked = mask.of(value);
        budget.spend(masked.asText().length());
        document.touch();
        return masked;
    }

    /** The first of the readings in which something is found, masked. */
    private JsonNode searched(JsonNode value, Set<String> readings) throws UnusableBodyException {
        for (String clear : readings) {
            String masked = masks.in(clear, budget);
            if (!masked.equals(clear)) {
                document.touch();
                return JsonNodeFactory.instance.textNode(masked);
            }
        }
        return value;
    }

    /** Names that are masked alike get a number. */
    private void rename(ObjectNode object) throws UnusableBodyException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String masked = masks.in(member.getKey(), budget);
            String free = masked;
            while (members.containsKey(free)) {
                free = masked + " (" + times.merge(masked, 1, Integer::sum) + ")";
            }
            members.put(free, member.getValue());
        }
        object.removeAll();
        object.setAll(members);
        document.touch();
    }
}
