package io.github.kongjava.server.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files recorded from a real Kong, and their JSON conventions (see their README). */
final class Vectors {

    static final Path DIRECTORY = Path.of("src/test/resources/vectors/kong-3.9.3");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    static List<JsonNode> calls(String protocol) {
        return lines(DIRECTORY.resolve("pdk-replies." + protocol + ".jsonl"));
    }

    static JsonNode noReply(String protocol) {
        try {
            return JSON.readTree(
                    DIRECTORY.resolve("no-reply." + protocol + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of a recorded conversation. */
    record Message(String file, boolean toServer, boolean msgPack, byte[] bytes, JsonNode decoded) {}

    /** All messages of all conversations, in each file in their order. */
    static List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (Path file : sessions()) {
            for (JsonNode line : lines(file)) {
                if (line.has("hex")) {
                    String name = file.getFileName().toString();
                    boolean msgPack = name.contains(".msgpack.")
                            || line.path("srv").asText().equals("mp");
                    boolean toServer = line.path("dir").asText().equals("kong>server");
                    messages.add(new Message(name, toServer, msgPack, hex(line.get("hex")), line.path("decoded")));
                }
            }
        }
        return messages;
    }

    private static List<Path> sessions() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("sessions"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> lines(Path file) {
        try {
            List<JsonNode> nodes = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                nodes.add(JSON.readTree(line));
            }
            return nodes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asText());
    }

    /** A value in the conventions of MsgPack's lines and of all arguments. */
    static Value value(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Value.NIL;
        }
        if (node.isBoolean()) {
            return new Bool(node.asBoolean());
        }
        if (node.isIntegralNumber()) {
            return new Whole(node.asLong());
        }
        if (node.isNumber()) {
            return Value.number(node.asDouble());
        }
        if (node.isTextual()) {
            return Value.text(node.asText());
        }
        return node.isArray() ? new Seq(values(node)) : object(node);
    }

    /** JSON as it is, even where a map looks like one of the conventions. */
    static Value literal(JsonNode node) {
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(literal(item)));
            return new Seq(items);
        }
        if (!node.isObject()) {
            return value(node);
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        node.properties().forEach(field -> entries.put(field.getKey(), literal(field.getValue())));
        return new Table(entries);
    }

    static List<Value> values(JsonNode array) {
        List<Value> values = new ArrayList<>();
        array.forEach(item -> values.add(value(item)));
        return values;
    }

    private static Value object(JsonNode node) {
        for (String bytes : List.of("hex", "str_hex")) {
            if (node.size() == 1 && node.has(bytes)) {
                return new Text(hex(node.get(bytes)));
            }
        }
        if (node.size() == 1 && node.has("utf8")) {
            return Value.text(node.get("utf8").asText());
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        node.properties().forEach(field -> entries.put(field.getKey(), value(field.getValue())));
        return new Table(entries);
    }

    /** Whether a decoded text is only described, being long. */
    static boolean described(JsonNode node) {
        return node.has("len");
    }

    /** Whether the value is the text that is described. */
    static boolean fits(Value value, JsonNode description) {
        JsonNode digest = description.has("sha256") ? description.get("sha256") : description.get("sha256_utf8");
        return value instanceof Text text && digest.asText().equals(sha256(text.bytes()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
