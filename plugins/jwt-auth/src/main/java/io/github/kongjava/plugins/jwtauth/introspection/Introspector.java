package io.github.kongjava.plugins.jwtauth.introspection;

/** Asks the issuer about opaque tokens. Thread safe. */
public interface Introspector {

    /**
     * What the issuer says of a token, now or a bounded time ago.
     *
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    Introspection introspect(String token) throws InterruptedException;
}
