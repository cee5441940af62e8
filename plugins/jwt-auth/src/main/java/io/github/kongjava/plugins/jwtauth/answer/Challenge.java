package io.github.kongjava.plugins.jwtauth.answer;

/**
 * What {@code WWW-Authenticate} says.
 *
 * @param scheme {@code Bearer} or {@code DPoP}
 * @param error the error code
 */
public record Challenge(String scheme, String error) {}
