package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;

/** Protocols as they are named on the command line. */
final class ProtocolName {

    private ProtocolName() {}

    static Protocol parse(String text) {
        return switch (text) {
            case "protobuf" -> Protocol.PROTOBUF;
            case "msgpack" -> Protocol.MSGPACK;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither protobuf nor msgpack");
        };
    }

    static String of(Protocol protocol) {
        return protocol == Protocol.PROTOBUF ? "protobuf" : "msgpack";
    }
}
