package io.github.kongjava.server.protocol;

/** Bounds on what a peer may send. None is near anything that a sane Kong sends. */
public final class Limits {

    /** Bytes of one message or frame, unless a connection is given another limit: 128 MiB. */
    public static final int MESSAGE_BYTES = 128 << 20;

    /** Arrays and maps inside one another in one message. */
    public static final int DEPTH = 64;

    /** Arrays and maps inside one another in one {@link Value}; less than {@link #DEPTH}, as the message is around it. */
    public static final int VALUE_DEPTH = 60;

    /** Values in one message, all levels together: a byte of MsgPack can be one, and takes some 40 bytes of memory. */
    public static final int VALUES = 1 << 20;

    /** Room for elements that a list gets at once, whatever number of them the peer announces. */
    static final int FIRST_ELEMENTS = 16;

    private Limits() {}
}
