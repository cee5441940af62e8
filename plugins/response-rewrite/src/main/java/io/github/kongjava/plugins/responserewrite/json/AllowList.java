package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps of a document what paths lead to, and the objects and arrays on the way. Immutable. */
public final class AllowList implements Edit {

    private final List<List<String>> paths;

    /** For those paths. */
    public AllowList(Collection<Path> paths) {
        this.paths = paths.stream().map(Path::names).toList();
    }

    @Override
    public void apply(Document document, Values values) {
        if (!prune(document, document.root(), paths)) {
            document.place().remove();
            document.touch();
        }
    }

    /** Whether anything of it may stay. */
    private static boolean prune(Document document, JsonNode node, List<List<String>> rests) {
        if (rests.stream().anyMatch(List::isEmpty)) {
            return true;
        }
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> pruneAt(document, new Place(object, name), rests));
            return true;
        }
        if (node instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                pruneAt(document, new Place(array, Integer.toString(i)), rests);
            }
            return true;
        }
        return false;
    }

    private static void pruneAt(Document document, Place place, List<List<String>> rests) {
        List<List<String>> below = rests.stream()
                .filter(rest -> rest.get(0).equals(place.key()) || rest.get(0).equals(Path.EVERY))
                .map(rest -> rest.subList(1, rest.size()))
                .toList();
        Optional<JsonNode> value = place.value();
        if (below.isEmpty() || value.isEmpty() || !prune(document, value.get(), below)) {
            place.remove();
            document.touch();
        }
    }
}
