package io.github.kongjava.plugins.jwtauth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signed token in compact form (RFC 7515), not verified: three parts of canonical base64url, the first two of them JSON
 * objects without duplicate names.
 *
 * @param header the first part
 * @param payload the second part
 * @param signingInput what is signed
 * @param signature the third part, decoded
 */
public record CompactToken(ObjectNode header, ObjectNode payload, byte[] signingInput, byte[] signature) {

    /**
     * Reads a token.
     *
     * @throws MalformedTokenException if it is anything else
     */
    public static CompactToken parse(String token) throws MalformedTokenException {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first <= 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw new MalformedTokenException("the token has not three parts");
        }
        ObjectNode header = StrictJson.object(decoded(token.substring(0, first)));
        ObjectNode payload = StrictJson.object(decoded(token.substring(first + 1, second)));
        byte[] signature = decoded(token.substring(second + 1));
        return new CompactToken(
                header, payload, token.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature);
    }

    private static byte[] decoded(String part) throws MalformedTokenException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            // The decoder takes padding, and bits beyond the last byte: one signature must have one spelling.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedTokenException("the token is not base64url");
        }
        throw new MalformedTokenException("the token is not canonical base64url");
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "CompactToken";
    }
}
