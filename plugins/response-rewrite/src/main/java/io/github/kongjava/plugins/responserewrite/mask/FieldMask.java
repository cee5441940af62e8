package io.github.kongjava.plugins.responserewrite.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kongjava.plugins.responserewrite.config.MaskConfig.Action;
import io.github.kongjava.plugins.responserewrite.json.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Masks fields. Thread safe.
 *
 * @param path where they stand; else they are known by name
 * @param name what they are called, folded
 * @param action what becomes of them
 * @param mask what becomes of their text
 */
public record FieldMask(Optional<Path> path, Optional<String> name, Action action, Mask mask) {

    /** How names are compared. Both ways, since there are capitals of one letter only this way or that. */
    public static String folded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isAscii(lower) ? lower : name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** What stands in the place of a value; missing if nothing does. */
    JsonNode of(JsonNode value) {
        String clear = clear(value);
        // The last characters of an object's JSON would show whatever stands last in it.
        Optional<String> masked = value.isContainerNode() && action == Action.KEEP_LAST ? mask.of("") : mask.of(clear);
        // A node of its own, which the factory does not make of the empty text: what is masked is known by its node.
        return masked.<JsonNode>map(TextNode::new).orElse(MissingNode.getInstance());
    }

    private static String clear(JsonNode value) {
        if (value.isNumber()) {
            return Numbers.digits(value);
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
