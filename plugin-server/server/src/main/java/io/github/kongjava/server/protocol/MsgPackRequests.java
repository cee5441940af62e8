package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.KongMessage.Adopt;
import io.github.kongjava.server.protocol.KongMessage.CloseInstance;
import io.github.kongjava.server.protocol.KongMessage.HandleEvent;
import io.github.kongjava.server.protocol.KongMessage.InstanceStatus;
import io.github.kongjava.server.protocol.KongMessage.Notification;
import io.github.kongjava.server.protocol.KongMessage.PluginInfo;
import io.github.kongjava.server.protocol.KongMessage.PluginNames;
import io.github.kongjava.server.protocol.KongMessage.ServerStatus;
import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.KongMessage.Step;
import io.github.kongjava.server.protocol.KongMessage.StepError;
import io.github.kongjava.server.protocol.KongMessage.Unknown;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePackException;
import org.msgpack.value.ValueType;

/** Reads what Kong sends: {@code [0, id, method, args]} or {@code [2, label, argument]}. */
final class MsgPackRequests {

    /** Stands for an instance id that is none of ours: ours are 31 bits. */
    private static final int NO_INSTANCE = -1;

    private final MsgPackReader reader;

    private MsgPackRequests(MsgPackReader reader) {
        this.reader = reader;
    }

    static KongMessage decode(byte[] bytes, int from, int to) throws ProtocolException {
        try {
            MsgPackReader reader = new MsgPackReader(bytes, from, to);
            KongMessage message = new MsgPackRequests(reader).message();
            reader.end();
            return message;
        } catch (IOException | MessagePackException e) {
            throw new ProtocolException("a MsgPack message that cannot be read: " + e.getMessage(), e);
        }
    }

    private KongMessage message() throws IOException, ProtocolException {
        int size = reader.array();
        long type = size == 0 ? -1 : reader.whole();
        if (type == MsgPackCodec.REQUEST && size == 4) {
            return request(reader.whole(), reader.string());
        }
        if (type == MsgPackCodec.NOTIFICATION && size == 3) {
            String label = reader.string();
            reader.value();
            return new Notification(label);
        }
        throw new ProtocolException("neither a request nor a notification: type " + type + ", " + size + " elements");
    }

    private KongMessage request(long id, String method) throws IOException, ProtocolException {
        return switch (method) {
            case "plugin.Step",
                    "plugin.StepMultiMap",
                    "plugin.StepCredential",
                    "plugin.StepConsumer",
                    "plugin.StepRoute",
                    "plugin.StepService",
                    "plugin.StepMemoryStats" -> step(id);
            case "plugin.HandleEvent" -> event(id, argument(method));
            case "plugin.StartInstance" -> start(id, argument(method));
            case "plugin.CloseInstance" -> new CloseInstance(id, instance(argument(method)));
            case "plugin.InstanceStatus" -> new InstanceStatus(id, instance(argument(method)));
            case "plugin.StepError" -> stepError(id, argument(method));
            case "plugin.GetStatus" -> new ServerStatus(skip(id));
            case "plugin.Adopt" -> adopt(id, argument(method));
            case "plugin.GetPluginNames" -> new PluginNames(skip(id));
            case "plugin.GetPluginInfo" -> new PluginInfo(id, name(argument(method)));
            default -> new Unknown(skip(id), method);
        };
    }

    /** The one that is frequent: read without an intermediate table. */
    private KongMessage step(long id) throws IOException, ProtocolException {
        if (reader.array() != 1) {
            throw new ProtocolException("a step without its one argument");
        }
        boolean known = false;
        long event = 0;
        Value data = Value.NIL;
        for (int left = reader.map(); left > 0; left--) {
            byte[] key = reader.text();
            if (Arrays.equals(key, MsgPackCodec.EVENT_ID)) {
                event = reader.whole();
                known = true;
            } else if (Arrays.equals(key, MsgPackCodec.DATA)) {
                data = reader.value();
            } else {
                reader.value();
            }
        }
        if (!known) {
            throw new ProtocolException("a step without EventId");
        }
        return new Step(id, event, data);
    }

    private static KongMessage event(long id, Value argument) throws ProtocolException {
        Map<String, Value> fields = fields(argument);
        return new HandleEvent(
                id,
                instance(fields.get("InstanceId")),
                text(fields, "EventName").string());
    }

    private static KongMessage start(long id, Value argument) throws ProtocolException {
        Map<String, Value> fields = fields(argument);
        return new StartInstance(
                id, text(fields, "Name").string(), text(fields, "Config").bytes());
    }

    private static KongMessage stepError(long id, Value argument) throws ProtocolException {
        Map<String, Value> fields = fields(argument);
        if (fields.get("EventId") instanceof Whole event) {
            String error = fields.get("Error") instanceof Text text ? text.string() : "";
            return new StepError(id, event.value(), error);
        }
        throw new ProtocolException("a step error without EventId");
    }

    private static KongMessage adopt(long id, Value argument) throws ProtocolException {
        Map<String, Value> fields = fields(argument);
        if (fields.get("Launcher") instanceof Whole launcher) {
            return new Adopt(id, text(fields, "Identity").string(), launcher.value());
        }
        throw new ProtocolException("an adoption without Launcher");
    }

    private long skip(long id) throws IOException, ProtocolException {
        reader.value();
        return id;
    }

    private Value argument(String method) throws IOException, ProtocolException {
        if (reader.nextType() != ValueType.ARRAY || reader.array() != 1) {
            throw new ProtocolException(method + " without its one argument");
        }
        return reader.value();
    }

    private static Map<String, Value> fields(Value argument) throws ProtocolException {
        if (argument instanceof Table table) {
            return table.entries();
        }
        throw new ProtocolException("an argument that is not a map");
    }

    private static Text text(Map<String, Value> fields, String name) throws ProtocolException {
        if (fields.get(name) instanceof Text text) {
            return text;
        }
        throw new ProtocolException("an argument without the text " + name);
    }

    private static String name(Value argument) throws ProtocolException {
        if (argument instanceof Text text) {
            return text.string();
        }
        return text(fields(argument), "Name").string();
    }

    private static int instance(@Nullable Value id) {
        if (id instanceof Whole whole && whole.value() == (int) whole.value()) {
            return (int) whole.value();
        }
        return NO_INSTANCE;
    }
}
