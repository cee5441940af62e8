package io.github.kongjava.plugins.tenantguard.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The script that counts a request in all limits or in none. */
final class Script {

    static final String TEXT = read();

    private Script() {}

    private static String read() {
        try (InputStream in = Script.class.getResourceAsStream("take.lua")) {
            if (in == null) {
                throw new IllegalStateException("take.lua is missing beside the classes of tenant-guard");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
