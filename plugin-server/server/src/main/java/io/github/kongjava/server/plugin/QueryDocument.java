package io.github.kongjava.server.plugin;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.schema.KongVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The answer to Kong's query command. Kong 3.9 and later read the first plugin alone, so each query is answered with one;
 * several in one document are for people, and for older versions.
 *
 * @param plugins at least one; they are all served with one protocol, that of the first unless another is given
 * @param protocol the protocol instead of what the plugins ask for
 * @param socketPath the socket's path, which Kong does not read
 * @param version the oldest Kong that reads the document
 */
public record QueryDocument(
        List<PluginDescriptor> plugins, Optional<Protocol> protocol, Optional<String> socketPath, KongVersion version) {

    /** The entry that {@link #writeStatic} adds. */
    public static final String STAMP = "StaticQuery";

    /** In the stamp, the oldest Kong that reads the document. */
    public static final String STAMP_VERSION = "KongVersion";

    /** In the stamp, the protocol if it was given instead of what the plugin asks for. */
    public static final String STAMP_PROTOCOL = "Protocol";

    private static final JsonFactory JSON = new JsonFactory();

    /** Checks and copies the list: Kong's start fails on a document without a plugin. */
    public QueryDocument {
        plugins = List.copyOf(plugins);
        if (plugins.isEmpty()) {
            throw new IllegalArgumentException("there is no plugin to describe; Kong would not start");
        }
    }

    /** One plugin with the protocol that it asks for, for Kong {@link KongVersion#DEFAULT} and later. */
    public static QueryDocument of(PluginDescriptor plugin) {
        return new QueryDocument(List.of(plugin), Optional.empty(), Optional.empty(), KongVersion.DEFAULT);
    }

    /** Writes the document in UTF-8, nothing else, with a line break at its end; the stream stays open. */
    public void write(OutputStream stream) throws IOException {
        write(stream, false);
    }

    /**
     * Writes the document for a file, with a further entry, {@value #STAMP}, that says how it was asked for: with that, it can
     * be compared later with what the plugin says by then. No Kong looks at further entries.
     */
    public void writeStatic(OutputStream stream) throws IOException {
        write(stream, true);
    }

    private void write(OutputStream stream, boolean stamped) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(stream, JsonEncoding.UTF8)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            out.writeStartObject();
            out.writeStringField(
                    "Protocol", protocol.orElse(plugins.get(0).protocol()).kongName());
            if (socketPath.isPresent()) {
                out.writeStringField("SocketPath", socketPath.get());
            }
            out.writeArrayFieldStart("Plugins");
            for (PluginDescriptor plugin : plugins) {
                write(out, plugin);
            }
            out.writeEndArray();
            if (stamped) {
                writeStamp(out);
            }
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private void writeStamp(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(STAMP);
        out.writeStringField(STAMP_VERSION, version.toString());
        if (protocol.isPresent()) {
            out.writeStringField(STAMP_PROTOCOL, protocol.get().kongName());
        }
        out.writeEndObject();
    }

    private void write(JsonGenerator out, PluginDescriptor plugin) throws IOException {
        out.writeStartObject();
        out.writeStringField("Name", plugin.name());
        out.writeStringField("Version", plugin.version());
        out.writeNumberField("Priority", plugin.priority());
        out.writeArrayFieldStart("Phases");
        for (Phase phase : plugin.phases()) {
            out.writeString(phase.kongName());
        }
        out.writeEndArray();
        out.writeFieldName("Schema");
        plugin.schema().write(out, version);
        out.writeEndObject();
    }
}
