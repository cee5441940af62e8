package io.github.kongjava.server.protocol;

/**
 * Finds where a MsgPack message ends: such messages follow one another without any frame. It keeps what it has seen of a
 * message that is not whole yet, so that each byte is looked at once, however many reads a message takes; and it allocates
 * nothing for what a message announces. One a connection; not safe for use by several threads at once.
 */
public final class MsgPackScanner {

    /** There is no whole message yet. */
    public static final int INCOMPLETE = -1;

    private final int limit;
    private final long[] open = new long[Limits.DEPTH];
    private int depth;
    private long next;
    private int values;
    private boolean lastSeen;

    /** With {@link Limits#MESSAGE_BYTES}. */
    public MsgPackScanner() {
        this(Limits.MESSAGE_BYTES);
    }

    /** With the number of bytes that a message may have. */
    public MsgPackScanner(int limit) {
        this.limit = limit;
    }

    /** Whether part of a message has been seen, so that the end of the stream here is in the middle of one. */
    public boolean insideMessage() {
        return next > 0;
    }

    /**
     * Looks for the end of the message that begins at {@code from}. If it is {@link #INCOMPLETE}, call again with the same
     * bytes, wherever they are in the array then, and more behind them.
     *
     * @return the length of the message in bytes, after which the scanner is ready for the next one
     * @throws ProtocolException if this is no message within the limits; the scanner is of no use then
     */
    public int scan(byte[] bytes, int from, int to) throws ProtocolException {
        int available = to - from;
        while (!lastSeen) {
            if (next >= available) {
                return INCOMPLETE;
            }
            int head = bytes[from + (int) next] & 0xff;
            int width = MsgPackHead.lengthBytes(head);
            if (next + 1 + width > available) {
                return INCOMPLETE;
            }
            step(head, width, MsgPackHead.length(bytes, from + (int) next, head, width));
        }
        if (next > available) {
            return INCOMPLETE;
        }
        int length = (int) next;
        next = 0;
        values = 0;
        lastSeen = false;
        return length;
    }

    private void step(int head, int width, long length) throws ProtocolException {
        if (next == 0 && !MsgPackHead.isArray(head)) {
            throw new ProtocolException("a message is an array, but this begins with the byte " + head);
        }
        next += 1 + width;
        if (++values > Limits.VALUES) {
            throw new ProtocolException("a message holds more than " + Limits.VALUES + " values");
        }
        long elements = MsgPackHead.elements(head, length);
        if (elements > 0) {
            checkSize(next + elements);
            open(elements);
        } else {
            next += MsgPackHead.payload(head, length);
            checkSize(next);
            close();
        }
    }

    private void checkSize(long least) throws ProtocolException {
        if (least > limit) {
            throw new ProtocolException(
                    "a message has at least " + least + " bytes, which is more than the limit of " + limit);
        }
    }

    private void open(long elements) throws ProtocolException {
        if (depth == open.length) {
            throw new ProtocolException("arrays and maps are nested deeper than " + open.length);
        }
        open[depth++] = elements;
    }

    private void close() {
        while (depth > 0 && --open[depth - 1] == 0) {
            depth--;
        }
        lastSeen = depth == 0;
    }
}
