package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Request;
import io.github.kongjava.plugins.jwtauth.answer.Challenge;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig;
import io.github.kongjava.plugins.jwtauth.config.ProofConfig.Mode;
import io.github.kongjava.plugins.jwtauth.proof.PresentedToken;
import io.github.kongjava.plugins.jwtauth.proof.Proof;
import io.github.kongjava.plugins.jwtauth.proof.ProofResult;
import io.github.kongjava.plugins.jwtauth.token.FoundToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the client holds the key that its token is bound to. Thread safe. */
final class Possession {

    private final ProofConfig config;
    private final Proof proof;

    Possession(ProofConfig config, Proof proof) {
        this.config = config;
        this.proof = proof;
    }

    /** The schemes of Authorization that are read. */
    static Set<String> schemes(ProofConfig config) {
        return config.dpop() == Mode.OFF ? Set.of(FoundToken.BEARER) : Set.of(FoundToken.BEARER, FoundToken.DPOP);
    }

    /** The schemes that a client is told to use. */
    static List<String> challenges(ProofConfig config) {
        return switch (config.dpop()) {
            case OFF -> List.of("Bearer");
            case OPTIONAL -> List.of("Bearer", "DPoP");
            case REQUIRED -> List.of("DPoP");
        };
    }

    void check(Kong kong, Headers headers, FoundToken token, Claims claims) throws RefusedException {
        if (config.dpop() == Mode.OFF && config.mtls() == Mode.OFF) {
            return;
        }
        Request request = kong.request();
        Optional<String> certificate =
                config.mtls() == Mode.OFF ? Optional.empty() : kong.nginx().var("ssl_client_raw_cert");
        PresentedToken presented = new PresentedToken(
                token.text(), token.scheme(), request.method(), url(request), headers.all("dpop"), certificate);
        if (proof.check(presented, claims) instanceof ProofResult.Invalid invalid) {
            throw RefusedException.noProof(new Challenge(invalid.scheme(), invalid.error()), invalid.description());
        }
    }

    private static String url(Request request) {
        String scheme = request.forwardedScheme();
        int port = request.forwardedPort();
        boolean usual = port == ("https".equals(scheme) ? 443 : 80);
        String path = request.pathWithQuery();
        int query = path.indexOf('?');
        return scheme + "://" + request.forwardedHost() + (usual ? "" : ":" + port)
                + (query < 0 ? path : path.substring(0, query));
    }
}
