package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.keys.KeySet.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of the configuration, and those that are fetched. Thread safe. */
final class IssuerKeys implements KeySource {

    /** Keys from elsewhere; all public. */
    interface Fetched {
        List<JWK> find(Wanted wanted) throws KeysUnavailableException;
    }

    private final KeySet configured;
    private final Optional<Fetched> fetched;

    IssuerKeys(KeySet configured, Optional<Fetched> fetched) {
        this.configured = configured;
        this.fetched = fetched;
    }

    @Override
    public List<JWK> find(JWSHeader header) throws KeysUnavailableException {
        Wanted wanted = Wanted.of(header);
        List<JWK> own = configured.find(wanted);
        if (fetched.isEmpty() || configured.hasKid(wanted) || !Algorithms.isAsymmetric(wanted.algorithm())) {
            return own;
        }
        return own.isEmpty() ? fetched.get().find(wanted) : both(own, fetched.get(), wanted);
    }

    private static List<JWK> both(List<JWK> own, Fetched fetched, Wanted wanted) {
        try {
            List<JWK> all = new ArrayList<>(own);
            all.addAll(fetched.find(wanted));
            return all;
        } catch (KeysUnavailableException e) {
            // Which the log has already: one of the configuration may be the right one.
            return own;
        }
    }
}
