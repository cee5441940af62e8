package io.github.kongjava.plugins.jwtauth.keys;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text (RFC 7468).
 *
 * @param label what it is, such as {@code PUBLIC KEY}
 * @param content its bytes; may be secret
 */
public record Pem(String label, byte[] content) {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /**
     * The blocks of a text, in order; none if it has none. What stands outside of blocks does not count.
     *
     * @throws IllegalArgumentException if a block is not base64
     */
    public static List<Pem> blocks(String text) {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String base64 = matcher.group(2).replaceAll("\\s", "");
            blocks.add(new Pem(matcher.group(1), Base64.getDecoder().decode(base64)));
        }
        return blocks;
    }

    /** The label alone. */
    @Override
    public String toString() {
        return "Pem[" + label + "]";
    }
}
