package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.KongMessage.CloseInstance;
import io.github.kongjava.server.protocol.KongMessage.HandleEvent;
import io.github.kongjava.server.protocol.KongMessage.InstanceStatus;
import io.github.kongjava.server.protocol.KongMessage.PluginInfo;
import io.github.kongjava.server.protocol.KongMessage.PluginNames;
import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.KongMessage.Unknown;
import java.io.IOException;

/** Reads what Kong sends: {@code RpcCall}, a sequence number and one command. */
final class ProtoBufRequests {

    static final int NAMES = 31;
    static final int INFO = 32;
    static final int START = 33;
    static final int STATUS = 34;
    static final int CLOSE = 35;
    static final int EVENT = 36;

    private ProtoBufRequests() {}

    static KongMessage read(ProtoBufReader in) throws IOException, ProtocolException {
        long sequence = 0;
        int command = 0;
        Command fields = new Command("", new byte[0], 0);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            int field = tag >>> 3;
            if (tag == (ProtoBufCodec.SEQUENCE << 3 | ProtoBufReader.VARINT)) {
                sequence = in.whole();
            } else if ((tag & 7) == ProtoBufReader.BYTES && field >= NAMES) {
                command = field;
                fields = in.message(ProtoBufRequests::command);
            } else {
                in.skip(tag);
            }
        }
        return message(sequence, command, fields);
    }

    private static KongMessage message(long sequence, int command, Command fields) {
        return switch (command) {
            case NAMES -> new PluginNames(sequence);
            case INFO -> new PluginInfo(sequence, fields.name());
            case START -> new StartInstance(sequence, fields.name(), fields.bytes());
            case STATUS -> new InstanceStatus(sequence, fields.number());
            case CLOSE -> new CloseInstance(sequence, fields.number());
            // The instance is field 1 here, and the phase is field 2.
            case EVENT -> new HandleEvent(sequence, fields.number(), Value.string(fields.bytes()));
            default -> new Unknown(sequence, command == 0 ? "no command" : "command " + command);
        };
    }

    /** The fields of any command: 1 is a name or a number, 2 is bytes. */
    private record Command(String name, byte[] bytes, int number) {}

    private static Command command(ProtoBufReader in) throws IOException, ProtocolException {
        String name = "";
        byte[] bytes = new byte[0];
        int number = 0;
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case 1 << 3 | ProtoBufReader.BYTES -> name = in.string();
                case 1 << 3 | ProtoBufReader.VARINT -> number = (int) in.whole();
                case 2 << 3 | ProtoBufReader.BYTES -> bytes = in.bytes();
                default -> in.skip(tag);
            }
        }
        return new Command(name, bytes, number);
    }
}
