package io.github.kongjava.pdk;

/** The protocols that Kong speaks with a plugin server. */
public enum Protocol {
    /** {@code ProtoBuf:1}: Kong refuses the request when the plugin server is down (Kong 3.8 and later). */
    PROTOBUF("ProtoBuf:1"),
    /** {@code MsgPack:1}: the whole PDK, but Kong lets the request pass when the plugin server is down. */
    MSGPACK("MsgPack:1");

    private final String kongName;

    Protocol(String kongName) {
        this.kongName = kongName;
    }

    /** The protocol's name as Kong writes it. */
    public String kongName() {
        return kongName;
    }
}
