package io.github.kongjava.cli.dev;

import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in the file: what stands there, where it is and how it is called. */
record YamlField(String file, String path, Node node) {

    private static final int DEPTH = 32;

    InvalidConfigException problem(String what) {
        return new InvalidConfigException(place() + ": " + path + " " + what);
    }

    String place() {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }

    /** The entries of a map. */
    Map<String, YamlField> entries() throws InvalidConfigException {
        if (!(node instanceof MappingNode mapping)) {
            throw problem("must be a map");
        }
        Map<String, YamlField> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw problem("has a key that is no text");
            }
            String name = key.getValue();
            YamlField field = new YamlField(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
            if (entries.put(name, field) != null) {
                throw field.problem("is there twice");
            }
        }
        return entries;
    }

    /** The items of a list. */
    List<YamlField> items() throws InvalidConfigException {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("must be a list");
        }
        List<YamlField> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlField(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** A text, as it is written. */
    String text() throws InvalidConfigException {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw problem("must be a text");
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whatever stands there. */
    Value value() throws InvalidConfigException {
        return value(0);
    }

    private Value value(int depth) throws InvalidConfigException {
        if (depth > DEPTH) {
            throw problem("is nested deeper than " + DEPTH);
        }
        if (node instanceof MappingNode) {
            Map<String, Value> values = new LinkedHashMap<>();
            for (Map.Entry<String, YamlField> entry : entries().entrySet()) {
                values.put(entry.getKey(), entry.getValue().value(depth + 1));
            }
            return new Value.Table(values);
        }
        if (node instanceof SequenceNode) {
            List<Value> values = new ArrayList<>();
            for (YamlField item : items()) {
                values.add(item.value(depth + 1));
            }
            return new Value.Seq(values);
        }
        return scalar(((ScalarNode) node).getValue());
    }

    private Value scalar(String text) throws InvalidConfigException {
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return new Value.Whole(Long.decode(text.replace("_", "")));
            }
            if (tag.equals(Tag.FLOAT)) {
                return new Value.Real(Double.parseDouble(text.replace("_", "")));
            }
        } catch (NumberFormatException e) {
            throw problem("is no number that can be read: " + text);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Value.Bool(List.of("true", "yes", "on").contains(text.toLowerCase(java.util.Locale.ROOT)));
        }
        return tag.equals(Tag.NULL) ? Value.NIL : Value.text(text);
    }

    static Optional<YamlField> find(Map<String, YamlField> entries, String name) {
        return Optional.ofNullable(entries.get(name)).filter(field -> !field.isNull());
    }
}
