package io.github.kongjava.plugins.jwtauth.token;

/**
 * A token as the client sent it, nothing of it checked.
 *
 * @param text the token; a secret
 * @param scheme the scheme of Authorization in lower case; {@code bearer} for other places
 */
public record FoundToken(String text, String scheme) {

    /** The scheme of tokens that whoever has them may use (RFC 6750). */
    public static final String BEARER = "bearer";

    /** The scheme of tokens that are bound to a key (RFC 9449). */
    public static final String DPOP = "dpop";

    /** Without the token. */
    @Override
    public String toString() {
        return "FoundToken[" + scheme + "]";
    }
}
