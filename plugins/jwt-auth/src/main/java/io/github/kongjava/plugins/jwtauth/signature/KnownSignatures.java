package io.github.kongjava.plugins.jwtauth.signature;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which key has signed which token, so that it is not computed again. Says nothing of whether the key is still the issuer's
 * or what the claims are worth now; that is checked at each use. Bounded, and nothing is kept past its exp. Thread safe.
 */
public final class KnownSignatures {

    /** A parsed token is several times its text. */
    private static final int BYTES_A_CHARACTER = 10;

    private static final int BYTES_OF_AN_ENTRY = 1024;
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * What a token says whose signature was verified, without the signature: nobody can use it as a token.
     *
     * @param header not to be changed
     * @param claims what it says
     * @param key the key that signed it
     */
    record Signed(ObjectNode header, Claims claims, JWK key) {}

    private record Entry(Signed signed, int bytes, Duration lifetime) {}

    private final Cache<String, Entry> entries;

    /** With so much memory, about. */
    public KnownSignatures(int maxBytes) {
        entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String digest, Entry entry) -> entry.bytes())
                .expireAfter(Expiry.<String, Entry>creating((digest, entry) -> entry.lifetime()))
                .executor(Runnable::run)
                .build();
    }

    Optional<Signed> find(String token) {
        return Optional.ofNullable(entries.getIfPresent(digest(token))).map(Entry::signed);
    }

    void keep(String token, Signed signed, Instant now) {
        Duration left = signed.claims()
                .time("exp")
                .map(end -> Duration.between(now, end))
                .filter(life -> life.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        if (!left.isNegative() && !left.isZero()) {
            int bytes = BYTES_OF_AN_ENTRY + BYTES_A_CHARACTER * token.length();
            entries.put(digest(token), new Entry(signed, bytes, left));
        }
    }

    private static String digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
