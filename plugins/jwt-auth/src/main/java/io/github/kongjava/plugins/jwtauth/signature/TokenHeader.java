package io.github.kongjava.plugins.jwtauth.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a token's header (RFC 7515, 4) counts: algorithm, key id and type. Keys and addresses of keys in it are not looked at.
 *
 * <p>Immutable, thread safe.
 */
public final class TokenHeader {

    private static final String APPLICATION = "application/";

    private final Set<String> algorithms;
    private final Set<String> types;

    private TokenHeader(Set<String> algorithms, Set<String> types) {
        this.algorithms = Set.copyOf(algorithms);
        this.types = types.stream().map(TokenHeader::media).collect(Collectors.toUnmodifiableSet());
    }

    /** For the tokens of an issuer. */
    public static TokenHeader of(IssuerConfig issuer) {
        return new TokenHeader(issuer.algorithms(), issuer.types());
    }

    /**
     * A header made of what was checked, and nothing else.
     *
     * @throws RefusedException if the algorithm or type is not the issuer's, or something in it must be understood that is
     *     not
     */
    public JWSHeader checked(ObjectNode header) throws RefusedException {
        if (header.has("crit")) {
            throw RefusedException.invalidToken("the token demands an extension");
        }
        JsonNode b64 = header.path("b64");
        if (!b64.isMissingNode() && !(b64.isBoolean() && b64.booleanValue())) {
            throw RefusedException.invalidToken("the token's payload is not encoded");
        }
        checkType(header);
        Optional<String> algorithm = text(header, "alg").filter(algorithms::contains);
        if (algorithm.isEmpty()) {
            throw RefusedException.invalidToken("the token's algorithm is not accepted");
        }
        JWSHeader.Builder checked = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.get()));
        text(header, "kid").ifPresent(checked::keyID);
        return checked.build();
    }

    private void checkType(ObjectNode header) throws RefusedException {
        Optional<String> type = text(header, "typ").map(TokenHeader::media);
        if (!types.isEmpty() && !type.map(types::contains).orElse(false)) {
            throw RefusedException.invalidToken("the token is of another type");
        }
    }

    private static Optional<String> text(ObjectNode header, String name) throws RefusedException {
        JsonNode value = header.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw RefusedException.invalidToken("the token's " + name + " is no text");
        }
        return Optional.of(value.textValue());
    }

    /** {@code application/} may be left out where nothing else has a slash (RFC 7515, 4.1.9). */
    private static String media(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        boolean shortened = lower.startsWith(APPLICATION) && lower.indexOf('/', APPLICATION.length()) < 0;
        return shortened ? lower.substring(APPLICATION.length()) : lower;
    }
}
