package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Bool;
import io.github.kongjava.server.protocol.Value.Nil;
import io.github.kongjava.server.protocol.Value.Seq;
import io.github.kongjava.server.protocol.Value.Table;
import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.msgpack.core.MessagePackException;

/** Reads what a server sends: {@code [1, id, error, result]} or {@code [2, label, argument]}. */
final class MsgPackResponses {

    private MsgPackResponses() {}

    static ServerMessage decode(byte[] bytes, int from, int to) throws ProtocolException {
        try {
            MsgPackReader reader = new MsgPackReader(bytes, from, to);
            ServerMessage message = message(reader);
            reader.end();
            return message;
        } catch (IOException | MessagePackException e) {
            throw new ProtocolException("a MsgPack message that cannot be read: " + e.getMessage(), e);
        }
    }

    private static ServerMessage message(MsgPackReader reader) throws IOException, ProtocolException {
        int size = reader.array();
        long type = size == 0 ? -1 : reader.whole();
        if (type == MsgPackCodec.RESPONSE && size == 4) {
            long id = reader.whole();
            Value error = reader.value();
            Value result = reader.value();
            // Kong takes false for no error.
            boolean good = error instanceof Nil || error.equals(new Bool(false));
            return good ? result(id, result) : new ServerMessage.Failed(id, error);
        }
        if (type == MsgPackCodec.NOTIFICATION && size == 3) {
            return new ServerMessage.Notification(reader.string(), reader.value());
        }
        throw new ProtocolException("neither a response nor a notification: type " + type + ", " + size + " elements");
    }

    private static ServerMessage result(long id, Value result) {
        if (result instanceof Table table && table.entries().get("EventId") instanceof Whole event) {
            Value data = table.entries().get("Data");
            if (data instanceof Text text && Arrays.equals(text.bytes(), MsgPackCodec.RET)) {
                return new ServerMessage.Ended(id, event.value());
            }
            if (data instanceof Table call && call.entries().get("Method") instanceof Text method) {
                Value arguments = call.entries().get("Args");
                // Kong takes whatever is no list for no arguments.
                List<Value> values = arguments instanceof Seq seq ? seq.items() : List.of();
                return new ServerMessage.Call(id, event.value(), method.string(), values);
            }
        }
        InstanceState instance = MsgPackStates.instance(result);
        return instance == null ? new ServerMessage.Other(id, result) : new ServerMessage.Instance(id, instance);
    }
}
