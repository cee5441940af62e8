package io.github.kongjava.server.protocol;

/** Bounds on what a peer may send. None is near anything that a sane Kong sends. */
public final class Limits {

    /** Bytes of one message or frame, unless a connection is given another limit: 128 MiB. */
    public static final int MESSAGE_BYTES = 128 << 20;

    /** Arrays and maps inside one another in one {@link Value}. */
    public static final int VALUE_DEPTH = 60;

    /** Arrays and maps around the values of a request's argument: {@code [type, id, method, [{name: value}]]}. */
    static final int AROUND_VALUE = 3;

    /** Arrays and maps inside one another in one message. */
    public static final int DEPTH = AROUND_VALUE + VALUE_DEPTH;

    /** The same in what is skipped because it goes over the limits. */
    static final int SKIPPED_DEPTH = 10_000;

    /** Values in one message, all levels together: a byte of MsgPack can be one, and takes some 40 bytes of memory. */
    public static final int VALUES = 1 << 20;

    /** Room for elements that a list gets at once, whatever number of them the peer announces. */
    static final int FIRST_ELEMENTS = 16;

    private Limits() {}
}
