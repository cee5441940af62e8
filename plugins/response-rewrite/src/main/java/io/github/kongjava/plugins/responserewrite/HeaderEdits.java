package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Response;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.HeaderChanges;
import io.github.kongjava.plugins.responserewrite.template.Placeholder;
import io.github.kongjava.plugins.responserewrite.template.TextTemplate;
import io.github.kongjava.plugins.responserewrite.template.Values;
import io.github.kongjava.plugins.support.HeaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a rule does with headers. Immutable, thread safe. */
final class HeaderEdits {

    private final HeaderChanges changes;
    private final Map<String, List<TextTemplate>> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<TextTemplate>> add = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HeaderEdits(HeaderChanges changes) {
        this.changes = changes;
        changes.set().forEach(line -> collect(set, line));
        changes.add().forEach(line -> collect(add, line));
    }

    private static void collect(Map<String, List<TextTemplate>> lines, HeaderChanges.Line line) {
        TextTemplate value = new TextTemplate(line.value());
        if (value.uses(Placeholder.Source.RESPONSE_BODY)) {
            throw new IllegalArgumentException(line.name() + ": a header cannot have a value of the body");
        }
        lines.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(value);
    }

    /** The names that it touches. */
    List<String> names() {
        List<String> names = new ArrayList<>(changes.remove());
        changes.rename().forEach((from, to) -> names.addAll(List.of(from, to)));
        names.addAll(set.keySet());
        names.addAll(add.keySet());
        return names;
    }

    void apply(Kong kong, Values values) throws UnusableBodyException {
        Response response = kong.response();
        changes.remove().forEach(response::clearHeader);
        if (!changes.rename().isEmpty()) {
            rename(response);
        }
        for (Map.Entry<String, List<TextTemplate>> header : set.entrySet()) {
            List<String> texts = texts(header.getValue(), values);
            if (texts.isEmpty()) {
                response.clearHeader(header.getKey());
            } else {
                response.setHeader(header.getKey(), texts);
            }
        }
        for (Map.Entry<String, List<TextTemplate>> header : add.entrySet()) {
            texts(header.getValue(), values).forEach(text -> response.addHeader(header.getKey(), text));
        }
    }

    /** All at once, so that two can change places, and two get one name. The bytes stay, whatever they are. */
    private void rename(Response response) {
        Headers present = response.headers(1000);
        Map<String, List<byte[]>> renamed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changes.rename().forEach((from, to) -> {
            if (present.contains(from)) {
                response.clearHeader(from);
                renamed.computeIfAbsent(to, name -> new ArrayList<>()).addAll(present.allBytes(from));
            }
        });
        renamed.forEach((to, values) -> {
            response.clearHeader(to);
            values.forEach(value -> response.addHeader(to, value));
        });
    }

    /** Those that can stand in a header: a value that comes from a client could have anything in it. */
    private static List<String> texts(List<TextTemplate> templates, Values values) throws UnusableBodyException {
        List<String> texts = new ArrayList<>();
        for (TextTemplate template : templates) {
            HeaderText.of(template.render(values, value -> value).strip()).ifPresent(texts::add);
        }
        return texts;
    }
}
