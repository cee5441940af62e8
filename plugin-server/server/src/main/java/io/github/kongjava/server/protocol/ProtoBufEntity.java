package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kong's entities as messages. Read, they are tables with the keys that MsgPack's entities have; a field that is not on the
 * wire has no entry.
 */
final class ProtoBufEntity {

    static final ProtoBufEntity CREDENTIAL = of(text(1, "id"), text(2, "consumer_id"));

    static final ProtoBufEntity CONSUMER =
            of(text(1, "id"), whole(2, "created_at"), text(3, "username"), text(4, "custom_id"), texts(5, "tags"));

    private static final ProtoBufEntity KEY = of(text(1, "id"));

    static final ProtoBufEntity ROUTE = of(
            text(1, "id"),
            whole(2, "created_at"),
            whole(3, "updated_at"),
            text(4, "name"),
            texts(5, "protocols"),
            texts(6, "methods"),
            texts(7, "hosts"),
            texts(8, "paths"),
            texts(9, "headers"),
            whole(10, "https_redirect_status_code"),
            whole(11, "regex_priority"),
            bool(12, "strip_path"),
            bool(13, "preserve_host"),
            texts(14, "snis"),
            texts(15, "sources"),
            texts(16, "destinations"),
            texts(17, "tags"),
            entity(18, "service", KEY));

    static final ProtoBufEntity SERVICE = of(
            text(1, "id"),
            whole(2, "created_at"),
            whole(3, "updated_at"),
            text(4, "name"),
            whole(5, "retries"),
            text(6, "protocol"),
            text(7, "host"),
            whole(8, "port"),
            text(9, "path"),
            whole(10, "connect_timeout"),
            whole(11, "write_timeout"),
            whole(12, "read_timeout"),
            texts(13, "tags"),
            entity(14, "client_certificate", KEY));

    private static final ProtoBufEntity SHARED_DICT = of(whole(1, "allocated_slabs"), whole(2, "capacity"));

    private static final ProtoBufEntity SHARED_DICTS =
            of(entity(1, "kong", SHARED_DICT), entity(2, "kong_db_cache", SHARED_DICT));

    private static final ProtoBufEntity LUA_VM = of(whole(1, "http_allocated_gc"), whole(2, "pid"));

    static final ProtoBufEntity MEMORY_STATS =
            of(entity(1, "lua_shared_dicts", SHARED_DICTS), entities(2, "workers_lua_vms", LUA_VM));

    /** How a field is written. */
    private enum Kind {
        TEXT,
        WHOLE,
        BOOL,
        ENTITY
    }

    private record Field(int number, String key, Kind kind, boolean repeated, Optional<ProtoBufEntity> type) {

        int tag() {
            boolean number = kind == Kind.WHOLE || kind == Kind.BOOL;
            return ProtoBufReader.tag(number(), number ? ProtoBufReader.VARINT : ProtoBufReader.BYTES);
        }
    }

    private final List<Field> fields;
    private final @Nullable Field[] byNumber;

    private ProtoBufEntity(List<Field> fields) {
        this.fields = fields;
        this.byNumber = new Field[fields.get(fields.size() - 1).number() + 1];
        fields.forEach(field -> byNumber[field.number()] = field);
    }

    /** Reads the message to its end. */
    Table read(ProtoBufReader in) throws IOException, ProtocolException {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            int number = tag >>> 3;
            Field field = number < byNumber.length ? byNumber[number] : null;
            if (field == null || field.tag() != tag) {
                in.skip(tag);
            } else if (field.repeated()) {
                Value list = entries.computeIfAbsent(field.key(), key -> new Seq(new ArrayList<>()));
                ((Seq) list).items().add(value(in, field));
            } else {
                entries.put(field.key(), value(in, field));
            }
        }
        return new Table(entries);
    }

    private static Value value(ProtoBufReader in, Field field) throws IOException, ProtocolException {
        in.count();
        return switch (field.kind()) {
            case TEXT -> new Text(in.bytes());
            case WHOLE -> new Whole(in.whole());
            case BOOL -> new Bool(in.bool());
            case ENTITY -> in.message(field.type().orElseThrow()::read);
        };
    }

    /** Writes the entries that the message has a field for. */
    void write(ProtoBufWriter out, Table table) {
        for (Field field : fields) {
            Value value = table.entries().get(field.key());
            if (value == null) {
                continue;
            }
            if (field.repeated() && value instanceof Seq seq) {
                seq.items().forEach(item -> write(out, field, item));
            } else {
                write(out, field, value);
            }
        }
    }

    private static void write(ProtoBufWriter out, Field field, Value value) {
        if (field.kind() == Kind.TEXT && value instanceof Text text) {
            writeText(out, field, text);
        } else if (field.kind() == Kind.WHOLE && value instanceof Whole whole) {
            out.whole(field.number(), whole.value());
        } else if (field.kind() == Kind.BOOL && value instanceof Bool bool) {
            out.bool(field.number(), bool.value());
        } else if (field.kind() == Kind.ENTITY && value instanceof Table table) {
            int begin = out.open(field.number());
            field.type().orElseThrow().write(out, table);
            out.close(begin);
        } else if (!(value instanceof Value.Nil)) {
            throw new IllegalArgumentException("the field " + field.key() + " cannot be a "
                    + value.getClass().getSimpleName());
        }
    }

    /** Empty texts are not sent, but within a list they are. */
    private static void writeText(ProtoBufWriter out, Field field, Text text) {
        if (field.repeated()) {
            out.bytes(field.number(), text.bytes());
        } else {
            out.bytesIfAny(field.number(), text.bytes());
        }
    }

    private static ProtoBufEntity of(Field... fields) {
        return new ProtoBufEntity(Arrays.asList(fields));
    }

    private static Field text(int number, String key) {
        return new Field(number, key, Kind.TEXT, false, Optional.empty());
    }

    private static Field texts(int number, String key) {
        return new Field(number, key, Kind.TEXT, true, Optional.empty());
    }

    private static Field whole(int number, String key) {
        return new Field(number, key, Kind.WHOLE, false, Optional.empty());
    }

    private static Field bool(int number, String key) {
        return new Field(number, key, Kind.BOOL, false, Optional.empty());
    }

    private static Field entity(int number, String key, ProtoBufEntity type) {
        return new Field(number, key, Kind.ENTITY, false, Optional.of(type));
    }

    private static Field entities(int number, String key, ProtoBufEntity type) {
        return new Field(number, key, Kind.ENTITY, true, Optional.of(type));
    }
}
