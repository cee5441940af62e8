package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.util.function.Supplier;

/**
 * What the upstream sent.
 *
 * @param status its status
 * @param headers its headers
 * @param source its body, which Kong hands over when it is asked for
 */
public record SentBody(int status, Headers headers, Supplier<byte[]> source) {

    /**
     * The bytes, when there is room for them.
     *
     * @throws UnusableBodyException if there are more than the limit
     */
    byte[] bytes(BodyMemory.Claim claim, int limit) throws UnusableBodyException {
        long told = told(limit);
        if (told <= limit) {
            claim.sent(told);
            byte[] bytes = source.get();
            claim.came(bytes.length);
            if (bytes.length <= limit) {
                return bytes;
            }
        }
        throw new UnusableBodyException("the body has more than " + limit + " bytes");
    }

    /** How long it says that it is; without a word of it, as long as it may be. */
    private long told(int limit) {
        String length = headers.first("content-length").orElse("");
        boolean digits =
                !length.isEmpty() && length.length() <= 18 && length.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(length) : limit;
    }
}
