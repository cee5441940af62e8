package io.github.kongjava.plugins.tenantguard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that no authority has signed.
 *
 * @param certificate a file in PEM
 * @param key a file in PEM
 */
record TestCertificate(Path certificate, Path key) {

    private static final String PASSWORD = "of-the-test";

    static TestCertificate of(Path directory, String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        List<String> command = List.of((Path.of(System.getProperty("java.home"), "bin", "keytool")
                        + " -genkeypair -alias redis -keyalg EC -dname CN=" + name
                        + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file)
                .split(" ", -1));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(
                pem(
                        directory.resolve(name + ".crt"),
                        "CERTIFICATE",
                        keys.getCertificate("redis").getEncoded()),
                pem(
                        directory.resolve(name + ".key"),
                        "PRIVATE KEY",
                        keys.getKey("redis", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** The certificate, as it stands in a JSON text. */
    String json() throws Exception {
        return Files.readString(certificate).replace("\n", "\\n");
    }
}
