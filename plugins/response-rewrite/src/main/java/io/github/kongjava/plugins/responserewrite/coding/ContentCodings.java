package io.github.kongjava.plugins.responserewrite.coding;

import io.github.kongjava.plugins.responserewrite.config.LimitsConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What {@code Content-Encoding} says of a body: the codings in the order in which they were done. Immutable.
 *
 * @param codings the codings
 */
public record ContentCodings(List<Coding> codings) {

    /** Below so many bytes a body may grow as it likes. */
    private static final int RATIO_FROM = 65_536;

    private static final int MOST = 3;

    /** Keeps a copy. */
    public ContentCodings {
        codings = List.copyOf(codings);
    }

    /** No coding. */
    public static final ContentCodings NONE = new ContentCodings(List.of());

    /**
     * The codings that the lines of the header name.
     *
     * @throws UnusableBodyException if one is not supported
     */
    public static ContentCodings of(List<String> lines) throws UnusableBodyException {
        List<Coding> codings = new ArrayList<>();
        for (String name : String.join(",", lines).split(",", -1)) {
            switch (name.strip().toLowerCase(Locale.ROOT)) {
                case "", "identity" -> {}
                case "gzip", "x-gzip" -> codings.add(Coding.GZIP);
                case "deflate" -> codings.add(Coding.DEFLATE);
                default -> throw new UnusableBodyException("the body has a Content-Encoding that cannot be decoded");
            }
        }
        if (codings.size() > MOST) {
            throw new UnusableBodyException("the body is encoded more than " + MOST + " times");
        }
        return new ContentCodings(codings);
    }

    /**
     * How many bytes a body may have at most, decoded. For the whole chain: twice packed bombs are counted from what was sent.
     */
    public long limit(int sent, LimitsConfig limits) {
        return Math.min(limits.bodyBytes(), Math.max(RATIO_FROM, (long) sent * limits.ratio()));
    }

    /** The body as it is meant, of at most so many bytes. */
    public byte[] decode(byte[] sent, long limit) throws UnusableBodyException {
        List<Coding> last = new ArrayList<>(codings);
        Collections.reverse(last);
        byte[] body = sent;
        for (Coding coding : last) {
            BoundedBytes decoded = new BoundedBytes(limit);
            coding.decode(body, decoded);
            body = decoded.toByteArray();
        }
        return body;
    }

    /** A body as it is to be sent. */
    public byte[] encode(byte[] plain) {
        byte[] body = plain;
        for (Coding coding : codings) {
            body = coding.encode(body);
        }
        return body;
    }
}
