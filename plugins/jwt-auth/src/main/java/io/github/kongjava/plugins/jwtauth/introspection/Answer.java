package io.github.kongjava.plugins.jwtauth.introspection;

import java.time.Duration;

/**
 * What the issuer said, and for how long that counts.
 *
 * @param introspection what came of asking
 * @param lifetime 0 if it is not to be remembered
 * @param bytes how large it is, about
 */
record Answer(Introspection introspection, Duration lifetime, int bytes) {

    /** One that is not remembered. */
    static Answer passing(Introspection introspection) {
        return new Answer(introspection, Duration.ZERO, 0);
    }
}
