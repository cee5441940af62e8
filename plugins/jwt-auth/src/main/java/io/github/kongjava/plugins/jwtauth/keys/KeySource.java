package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** The keys of one issuer. Thread safe. */
public interface KeySource {

    /**
     * The keys that may have made the signature: public ones, or secrets of the configuration, that fit the header's algorithm
     * and key id. Nothing of a key that the header itself holds or names by URL counts.
     *
     * @param header of the token; not trusted
     * @return the candidates; empty if the issuer has no such key
     * @throws KeysUnavailableException if the keys cannot be had now, and none are kept that may still be used
     */
    List<JWK> find(JWSHeader header) throws KeysUnavailableException;
}
