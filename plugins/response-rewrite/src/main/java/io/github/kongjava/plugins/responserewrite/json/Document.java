package io.github.kongjava.plugins.responserewrite.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.template.Values;

/** A JSON document that is being changed. For one thread. */
public final class Document {

    /** The place of the whole document in the array that holds it, so that it can be replaced like anything else. */
    static final String ROOT = "0";

    /** Where the memory for copies comes from. */
    @FunctionalInterface
    public interface Room {

        /**
         * Takes room for a copy.
         *
         * @param text the copied part in JSON
         * @throws UnusableBodyException if there is none
         */
        void take(String text) throws UnusableBodyException;
    }

    private final ArrayNode holder = JsonNodeFactory.instance.arrayNode(1);
    private Room room = text -> {};
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

    /** Says where the memory for copies comes from; without a word of it, from nowhere in particular. */
    public void copiesTake(Room other) {
        room = other;
    }

    /**
     * A copy of a part of it: a change must not make a document that fits into the memory one that does not.
     *
     * @throws UnusableBodyException if the values of the response become too large
     */
    public JsonNode copy(JsonNode part, Values values) throws UnusableBodyException {
        String text = part.toString();
        values.spend(text.length());
        if (part.isContainerNode()) {
            room.take(text);
        }
        return part.deepCopy();
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
