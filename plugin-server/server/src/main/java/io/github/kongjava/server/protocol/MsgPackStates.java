package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server tells of instances and plugins, as MsgPack's maps. */
final class MsgPackStates {

    private MsgPackStates() {}

    static Table table(InstanceState instance) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("Name", Value.text(instance.plugin()));
        fields.put("Id", new Whole(instance.id()));
        if (!(instance.config() instanceof Nil)) {
            fields.put("Config", instance.config());
        }
        putTime(fields, "StartTime", instance.startedAt());
        return new Table(fields);
    }

    static Table table(PluginDescription plugin) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("Name", Value.text(plugin.name()));
        putTime(fields, "ModTime", plugin.updatedAt());
        putTime(fields, "LoadTime", plugin.loadedAt());
        fields.put("Phases", texts(plugin.phases()));
        fields.put("Version", Value.text(plugin.version()));
        fields.put("Priority", new Whole(plugin.priority()));
        fields.put("Schema", Value.text(plugin.schema()));
        return new Table(fields);
    }

    static Seq texts(List<String> strings) {
        return new Seq(strings.stream().<Value>map(Value::text).toList());
    }

    /** The instance that a result tells of, or null if it tells of none. */
    static @Nullable InstanceState instance(Value result) {
        if (result instanceof Table table
                && table.entries().get("Id") instanceof Whole id
                && id.value() == (int) id.value()
                && table.entries().get("Name") instanceof Text name) {
            Value config = table.entries().getOrDefault("Config", Value.NIL);
            return new InstanceState((int) id.value(), name.string(), config, startedAt(table.entries()));
        }
        return null;
    }

    /** Kits do not agree on the name, and Kong does not read it. */
    private static long startedAt(Map<String, Value> fields) {
        Value time = fields.containsKey("StartedAt") ? fields.get("StartedAt") : fields.get("StartTime");
        return time instanceof Whole seconds ? seconds.value() : 0;
    }

    private static void putTime(Map<String, Value> fields, String name, long seconds) {
        if (seconds != 0) {
            fields.put(name, new Whole(seconds));
        }
    }
}
