package io.github.kongjava.server.protocol;

import java.util.Arrays;

/**
 * Finds where a MsgPack message ends: such messages follow one another without any frame. It keeps what it has seen of a
 * message that is not whole yet, so that each byte is looked at once, however many reads a message takes; and it allocates
 * nothing for what a message announces. One a connection; not safe for use by several threads at once.
 *
 * <p>In Kong's requests a value of the argument may go over the limits: how large a body is, and how deep its JSON, the client
 * chooses, and a connection that ended for it would let that client's request pass. So there it is skipped: its bytes are a
 * surplus that the caller takes out of the message as they come, leaving one byte in their place.
 */
public final class MsgPackScanner {

    /** There is no whole message yet. */
    public static final int INCOMPLETE = -1;

    /** There are bytes that nobody needs: {@link #takeSurplus()} of them, which begin {@link #surplusAt()}. */
    public static final int SURPLUS = -2;

    /** The byte to be left in place of a surplus; MsgPack itself never uses it. */
    public static final byte TOO_LARGE = (byte) 0xc1;

    private final int limit;
    private final boolean skips;
    private long[] open = new long[Limits.DEPTH];
    private int depth;
    private long next;
    private int values;
    private boolean lastSeen;

    private boolean skipping;
    private int valueAt;
    private int valuesBefore;
    private int surplus;

    /** With {@link Limits#MESSAGE_BYTES}. */
    public MsgPackScanner() {
        this(Limits.MESSAGE_BYTES);
    }

    /** With the number of bytes that a message may have. */
    public MsgPackScanner(int limit) {
        this(limit, false);
    }

    private MsgPackScanner(int limit, boolean skips) {
        this.limit = limit;
        this.skips = skips;
    }

    /** For Kong's requests: skips what goes over the limits. */
    public static MsgPackScanner ofRequests(int limit) {
        return new MsgPackScanner(limit, true);
    }

    /** Whether part of a message has been seen, so that the end of the stream here is in the middle of one. */
    public boolean insideMessage() {
        return next > 0;
    }

    /**
     * Looks for the end of the message that begins at {@code from}. If it is {@link #INCOMPLETE}, call again with the same
     * bytes, wherever they are in the array then, and more behind them; if there is a {@link #SURPLUS}, take it first.
     *
     * @return the length of the message in bytes, after which the scanner is ready for the next one
     * @throws ProtocolException if this is no message within the limits; the scanner is of no use then
     */
    public int scan(byte[] bytes, int from, int to) throws ProtocolException {
        int available = to - from;
        while (!lastSeen && !(skipping && depth <= Limits.AROUND_VALUE)) {
            if (next >= available) {
                return incomplete(available);
            }
            int head = bytes[from + (int) next] & 0xff;
            int width = MsgPackHead.lengthBytes(head);
            if (next + 1 + width > available) {
                return incomplete(available);
            }
            step(head, width, MsgPackHead.length(bytes, from + (int) next, head, width));
        }
        if (skipping || next > available) {
            return incomplete(available);
        }
        int length = (int) next;
        next = 0;
        values = 0;
        lastSeen = false;
        return length;
    }

    private int incomplete(int available) {
        if (!skipping) {
            return INCOMPLETE;
        }
        surplus = (int) Math.min(next, available) - valueAt;
        boolean skipped = depth <= Limits.AROUND_VALUE && next <= available;
        return surplus > 1 || skipped ? SURPLUS : INCOMPLETE;
    }

    /** How far behind the message's first byte the surplus begins. */
    public int surplusAt() {
        return valueAt;
    }

    /** How many bytes the surplus has; called when the caller puts one {@link #TOO_LARGE} in their place. */
    public int takeSurplus() {
        boolean skipped = depth <= Limits.AROUND_VALUE && next == valueAt + surplus;
        next -= surplus - 1;
        if (skipped) {
            skipping = false;
            values = valuesBefore;
        }
        return surplus;
    }

    private void step(int head, int width, long length) throws ProtocolException {
        if (next == 0 && !MsgPackHead.isArray(head)) {
            throw new ProtocolException("a message is an array, but this begins with the byte " + head);
        }
        if (depth == Limits.AROUND_VALUE) {
            valueAt = (int) next;
            valuesBefore = values + 1;
        }
        next += 1 + width;
        values++;
        long elements = MsgPackHead.elements(head, length);
        long least = next + (elements > 0 ? elements : MsgPackHead.payload(head, length));
        check(least, elements > 0);
        if (elements > 0) {
            open(elements);
        } else {
            next = least;
            close();
        }
    }

    private void check(long least, boolean opens) throws ProtocolException {
        if (skipping) {
            return;
        }
        boolean fits = least <= limit && values <= Limits.VALUES && !(opens && depth == Limits.DEPTH);
        if (fits) {
            return;
        }
        if (!skips || depth < Limits.AROUND_VALUE || valueAt >= limit) {
            throw new ProtocolException("a message is larger than " + limit + " bytes or " + Limits.VALUES
                    + " values, or nested deeper than " + Limits.DEPTH);
        }
        skipping = true;
    }

    private void open(long elements) throws ProtocolException {
        if (depth == Limits.SKIPPED_DEPTH) {
            throw new ProtocolException("arrays and maps are nested deeper than " + depth);
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
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
