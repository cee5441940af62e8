package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;

/** A JSON document that is being changed. For one thread. */
public final class Document {

    /** The place of the whole document in the array that holds it, so that it can be replaced like anything else. */
    static final String ROOT = "0";

    private final ArrayNode holder = JsonNodeFactory.instance.arrayNode(1);
    private boolean changed;

    /** That document, which is changed itself. */
    public Document(JsonNode root) {
        holder.add(root);
    }

    ArrayNode holder() {
        return holder;
    }

    /** The document as it is now; null if it was removed. */
    public JsonNode root() {
        return holder.isEmpty() ? NullNode.instance : holder.get(0);
    }

    /** The place of the whole document. */
    public Place place() {
        return new Place(holder, ROOT);
    }

    /** Says that it was changed. */
    public void touch() {
        changed = true;
    }

    /** Whether it was changed. */
    public boolean isChanged() {
        return changed;
    }
}
