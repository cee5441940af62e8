package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.responserewrite.template.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps of a document what paths lead to, and the objects and arrays on the way. Immutable. */
public final class AllowList implements Edit {

    private final List<List<String>> paths;

    /** For those paths. */
    public AllowList(Collection<Path> paths) {
        this.paths = paths.stream().map(Path::names).toList();
    }

    @Override
    public void apply(Document document, Values values) {
        if (!stays(document, document.root(), paths)) {
            document.place().remove();
            document.touch();
        }
    }

    /** Whether anything of it may stay; what may not is gone then. */
    private static boolean stays(Document document, JsonNode node, List<List<String>> rests) {
        if (rests.stream().anyMatch(List::isEmpty)) {
            return true;
        }
        if (node instanceof ObjectNode object) {
            boolean gone = object.properties()
                    .removeIf(member -> !stays(document, member.getValue(), below(member.getKey(), rests)));
            touchIf(gone, document);
        } else if (node instanceof ArrayNode array) {
            List<JsonNode> kept = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                if (stays(document, array.get(i), below(Integer.toString(i), rests))) {
                    kept.add(array.get(i));
                }
            }
            touchIf(kept.size() < array.size(), document);
            array.removeAll();
            array.addAll(kept);
        }
        return !rests.isEmpty() && node.isContainerNode();
    }

    private static List<List<String>> below(String name, List<List<String>> rests) {
        return rests.stream()
                .filter(rest -> rest.get(0).equals(name) || rest.get(0).equals(Path.EVERY))
                .map(rest -> rest.subList(1, rest.size()))
                .toList();
    }

    private static void touchIf(boolean gone, Document document) {
        if (gone) {
            document.touch();
        }
    }
}
