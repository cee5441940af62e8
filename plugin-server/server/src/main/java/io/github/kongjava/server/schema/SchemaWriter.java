package io.github.kongjava.server.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes schemas as a version of Kong takes them: no attribute that it does not know, none without a value. */
final class SchemaWriter {

    private static final KongVersion DESCRIPTIONS = new KongVersion(3, 4);
    private static final KongVersion EXAMPLES = new KongVersion(3, 6);
    private static final KongVersion DEPRECATIONS = new KongVersion(3, 7);
    private static final KongVersion ENCRYPTION = new KongVersion(2, 7);
    private static final KongVersion REFERENCES = new KongVersion(2, 8);

    private final JsonGenerator out;
    private final KongVersion version;

    SchemaWriter(JsonGenerator out, KongVersion version) {
        this.out = out;
        this.version = version;
    }

    void write(Schema schema) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", schema.pluginName());
        out.writeArrayFieldStart("fields");
        for (Schema.Scope scope : schema.excluded()) {
            foreign(scope);
        }
        if (!schema.protocols().isEmpty()) {
            protocols(schema.protocols());
        }
        out.writeStartObject();
        out.writeObjectFieldStart("config");
        type(schema.config());
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    /** A reference that must be null: Kong's way to say that a plugin is for no single consumer, route or service. */
    private void foreign(Schema.Scope scope) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart(scope.field());
        out.writeStringField("type", "foreign");
        out.writeStringField("reference", scope.field() + "s");
        out.writeNullField("eq");
        out.writeEndObject();
        out.writeEndObject();
    }

    private void protocols(List<String> protocols) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("protocols");
        out.writeStringField("type", "set");
        out.writeBooleanField("required", true);
        out.writeObjectFieldStart("elements");
        out.writeStringField("type", "string");
        value("one_of", protocols);
        out.writeEndObject();
        value("default", protocols);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void type(FieldType type) throws IOException {
        out.writeStringField("type", type.kind().kongName());
        if (type instanceof FieldType.Elements elements) {
            part(elements.element());
        } else if (type instanceof FieldType.Entries entries) {
            part(entries.key());
            part(entries.value());
        } else if (type instanceof FieldType.Fields fields) {
            fields(fields);
        }
    }

    private void part(Field part) throws IOException {
        out.writeObjectFieldStart(part.name());
        type(part.type());
        attributes(part);
        out.writeEndObject();
    }

    private void fields(FieldType.Fields type) throws IOException {
        out.writeArrayFieldStart("fields");
        for (Field field : type.fields()) {
            out.writeStartObject();
            out.writeObjectFieldStart(field.name());
            type(field.type());
            if (field.presence() == Presence.REQUIRED) {
                out.writeBooleanField("required", true);
            } else if (field.type() instanceof FieldType.Fields) {
                // Kong takes a record for required where nothing is said.
                out.writeBooleanField("required", false);
            }
            field(field);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!type.checks().isEmpty()) {
            out.writeArrayFieldStart("entity_checks");
            for (EntityCheck check : type.checks()) {
                out.writeStartObject();
                value(check.attribute(), check.value());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private void field(Field field) throws IOException {
        if (field.defaultValue().isPresent()) {
            value("default", field.defaultValue().get());
        }
        attributes(field);
    }

    private void attributes(Field field) throws IOException {
        for (Constraint constraint : field.constraints()) {
            value(constraint.attribute(), constraint.value());
        }
        Notes notes = field.notes();
        flag("unique", notes.unique());
        flag("referenceable", notes.referenceable() && version.atLeast(REFERENCES));
        flag("encrypted", notes.encrypted() && version.atLeast(ENCRYPTION));
        optional("err", notes.err());
        optional("description", notes.description().filter(text -> version.atLeast(DESCRIPTIONS)));
        optional(
                "examples", Optional.of(notes.examples()).filter(list -> !list.isEmpty() && version.atLeast(EXAMPLES)));
        optional("deprecation", notes.deprecation().filter(json -> version.atLeast(DEPRECATIONS)));
    }

    private void flag(String attribute, boolean set) throws IOException {
        if (set) {
            out.writeBooleanField(attribute, true);
        }
    }

    private void optional(String attribute, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            value(attribute, value.get());
        }
    }

    private void value(String attribute, Object value) throws IOException {
        out.writeFieldName(attribute);
        Json.write(out, value);
    }
}
