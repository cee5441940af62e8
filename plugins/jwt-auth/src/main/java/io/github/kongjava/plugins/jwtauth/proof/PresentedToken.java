package io.github.kongjava.plugins.jwtauth.proof;

import java.util.List;
import java.util.Optional;

/**
 * How a token came.
 *
 * @param token the token itself; a secret
 * @param scheme the scheme of Authorization in lower case, {@code bearer} or {@code dpop}; {@code bearer} for other places
 * @param method of the request
 * @param url of the request, without query and fragment
 * @param dpop the values of the headers DPoP
 * @param clientCertificate of the TLS connection, as PEM
 */
public record PresentedToken(
        String token, String scheme, String method, String url, List<String> dpop, Optional<String> clientCertificate) {

    /** Keeps a copy of the headers. */
    public PresentedToken {
        dpop = List.copyOf(dpop);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PresentedToken[" + scheme + ", " + method + ", " + url + "]";
    }
}
