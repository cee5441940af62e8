package io.github.kongjava.plugins.jwtauth.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.kongjava.plugins.jwtauth.config.HmacSecret;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys and configurations of tests. */
final class TestKeys {

    static final String ISS = "https://issuer.example";

    private TestKeys() {}

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new key of P-256. */
    static JWK ec(String kid) {
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) curve("secp256r1").getPublic())
                .keyID(kid)
                .build();
    }

    static String rsaJson(int bits, String kid) {
        return new RSAKey.Builder((RSAPublicKey) pair("RSA", bits).getPublic())
                .keyID(kid)
                .build()
                .toJSONString();
    }

    static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    static String set(JWK... keys) {
        return set(Stream.of(keys).map(JWK::toJSONString).toArray(String[]::new));
    }

    static JWSHeader header(String algorithm, String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(kid).build();
    }

    static JWSHeader header(String algorithm) {
        return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).build();
    }

    static List<String> kids(List<JWK> keys) {
        return keys.stream().map(JWK::getKeyID).collect(Collectors.toList());
    }

    static IssuerConfig issuer(
            Optional<URI> discovery, Optional<URI> jwksUrl, String jwks, List<String> pem, List<HmacSecret> secrets) {
        return new IssuerConfig(
                ISS,
                discovery,
                jwksUrl,
                Optional.of(jwks).filter(text -> !text.isEmpty()),
                pem,
                secrets,
                Set.of("RS256", "ES256", "EdDSA", "HS256", "HS384"),
                Set.of(),
                Set.of(),
                Duration.ZERO,
                true,
                Optional.empty(),
                List.of(),
                Set.of());
    }

    static IssuerConfig jwksUrl(URI url) {
        return issuer(Optional.empty(), Optional.of(url), "", List.of(), List.of());
    }

    static IssuerConfig discoveryUrl(URI url) {
        return issuer(Optional.of(url), Optional.empty(), "", List.of(), List.of());
    }

    static IssuerConfig jwks(String json) {
        return issuer(Optional.empty(), Optional.empty(), json, List.of(), List.of());
    }

    static IssuerConfig pem(String pem) {
        return issuer(Optional.empty(), Optional.empty(), "", List.of(pem), List.of());
    }

    static IssuerConfig secrets(HmacSecret... secrets) {
        return issuer(Optional.empty(), Optional.empty(), "", List.of(), List.of(secrets));
    }

    /** Times in seconds: fresh for 1000, anew after 900, unknown kids every 30 and kept for 60, stale for 5000. */
    static RemoteKeysConfig remote(Duration timeout) {
        return remote(timeout, true, Optional.empty());
    }

    static RemoteKeysConfig remote(Duration timeout, boolean allowHttp, Optional<String> authorities) {
        return new RemoteKeysConfig(
                Duration.ofSeconds(1000),
                Duration.ofSeconds(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5000),
                timeout,
                20_000,
                allowHttp,
                authorities);
    }

    static RemoteKeysConfig remote() {
        return remote(Duration.ofSeconds(20));
    }
}
