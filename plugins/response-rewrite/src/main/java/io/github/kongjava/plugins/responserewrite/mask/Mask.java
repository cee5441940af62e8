package io.github.kongjava.plugins.responserewrite.mask;

import io.github.kongjava.pdk.config.Secret;
import io.github.kongjava.plugins.responserewrite.config.MaskConfig.Action;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What becomes of a clear text. Immutable, thread safe. */
@FunctionalInterface
public interface Mask {

    /** What is seen instead; empty if nothing is to be left. */
    Optional<String> of(String clear);

    /**
     * A mask as it is configured.
     *
     * @throws IllegalArgumentException for a hash without key
     */
    static Mask of(Action action, String text, int keep, Optional<Secret> key) {
        return switch (action) {
            case REMOVE -> clear -> Optional.empty();
            case FIXED -> clear -> Optional.of(text);
            case KEEP_LAST -> clear -> Optional.of(lastOf(clear, keep));
            case HASH -> hash(key.orElseThrow(() -> new IllegalArgumentException("hash needs mask.key")));
        };
    }

    private static String lastOf(String clear, int keep) {
        int points = clear.codePointCount(0, clear.length());
        return points <= keep ? "****" : "****" + clear.substring(clear.offsetByCodePoints(clear.length(), -keep));
    }

    private static Mask hash(Secret key) {
        SecretKeySpec spec = new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return clear -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(spec);
                return Optional.of(HexFormat.of().formatHex(mac.doFinal(clear.getBytes(StandardCharsets.UTF_8))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA256", e);
            }
        };
    }
}
