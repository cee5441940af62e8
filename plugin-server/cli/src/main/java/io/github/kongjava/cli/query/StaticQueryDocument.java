package io.github.kongjava.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.plugin.QueryDocument;
import io.github.kongjava.server.schema.KongVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A query document as Kong reads it.
 *
 * @param json all of it
 */
record StaticQueryDocument(JsonNode json) {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads one; the message of the exception says what is wrong, but not with which file. */
    static StaticQueryDocument read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES + 1);
        }
        if (content.length > MAX_BYTES) {
            throw new InvalidDocumentException("it is longer than " + MAX_BYTES + " bytes");
        }
        return parse(content);
    }

    /** Reads one from its bytes. */
    static StaticQueryDocument parse(byte[] content) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new InvalidDocumentException("it is no JSON: " + e.getOriginalMessage());
        }
        if (!json.path("Plugins").path(0).isObject()) {
            throw new InvalidDocumentException("it describes no plugin");
        }
        return new StaticQueryDocument(json);
    }

    /** What the document of a plugin would say today, had it been asked for in the same way. */
    StaticQueryDocument today(PluginDescriptor plugin) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new QueryDocument(List.of(plugin), askedProtocol(), Optional.empty(), askedVersion()).writeStatic(content);
        return parse(content.toByteArray());
    }

    /** Whether this project wrote it as a file. */
    boolean isStamped() {
        return json.path(QueryDocument.STAMP).isObject();
    }

    /** The oldest Kong that it was written for. */
    KongVersion askedVersion() throws IOException {
        JsonNode version = json.path(QueryDocument.STAMP).path(QueryDocument.STAMP_VERSION);
        try {
            return version.isTextual() ? KongVersion.parse(version.asText()) : KongVersion.DEFAULT;
        } catch (IllegalArgumentException e) {
            throw new InvalidDocumentException(String.valueOf(e.getMessage()));
        }
    }

    /** The protocol that was given when it was written; empty if it is the one that the plugin asked for then. */
    Optional<Protocol> askedProtocol() {
        String name = json.path(QueryDocument.STAMP)
                .path(QueryDocument.STAMP_PROTOCOL)
                .asText();
        for (Protocol protocol : Protocol.values()) {
            if (protocol.kongName().equals(name)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    String protocol() {
        return json.path("Protocol").asText("MsgPack:1"); // so Kong reads a document without it
    }

    /** An entry of the first plugin, the only one that Kong reads; a missing node if there is none. */
    JsonNode plugin(String entry) {
        JsonNode plugin = json.path("Plugins").path(0);
        return plugin.has(entry) ? plugin.get(entry) : MissingNode.getInstance();
    }
}
