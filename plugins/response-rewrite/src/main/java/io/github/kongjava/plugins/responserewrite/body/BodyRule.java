package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.plugins.responserewrite.json.Edit;
import io.github.kongjava.plugins.responserewrite.mask.Masks;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a rule does with bodies. Immutable.
 *
 * @param masks what it masks
 * @param harmlessTypes in bodies other than these
 * @param template what it puts in their place
 * @param edits what it changes in documents
 * @param texts what it changes in texts
 */
public record BodyRule(
        Masks masks,
        Collection<String> harmlessTypes,
        Optional<BodyTemplate> template,
        List<Edit> edits,
        List<TextEdit> texts) {

    /** Whether it does anything. */
    public boolean isPresent() {
        return !masks.isEmpty() || template.isPresent() || !edits.isEmpty() || !texts.isEmpty();
    }

    /** Whether nothing of what was before it can be in the body. */
    boolean startsAnew() {
        return template.isPresent() && !template.get().usesBody();
    }

    boolean readsDocuments() {
        return !edits.isEmpty() || template.filter(BodyTemplate::usesBody).isPresent();
    }
}
