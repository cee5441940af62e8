package io.github.kongjava.plugins.jwtauth.keys;

import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.plugins.jwtauth.IssuerServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "of-the-test";

    @TempDir
    Path directory;

    private final KeySources sources = new KeySources();

    @SuppressWarnings("NullAway.Init") // set before each test
    private IssuerServer issuer;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String certificate;

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = selfSigned(directory.resolve("keys"));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        issuer = new IssuerServer(context.getServerSocketFactory(), "https");
        issuer.answers("/jwks", TestKeys.set(TestKeys.ec("a")));
        certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("issuer").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @AfterEach
    void stop() {
        sources.close();
        issuer.close();
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        String arguments = "-genkeypair -alias issuer -keyalg EC -dname CN=issuer -ext san=ip:127.0.0.1"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore";
        command.addAll(List.of(arguments.split(" ", -1)));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private KeySource keys(Optional<String> authorities) {
        return sources.of(
                TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote(Duration.ofSeconds(20), false, authorities));
    }

    @Test
    void an_issuer_of_an_authority_that_java_does_not_know_is_not_asked() {
        KeySource keys = keys(Optional.empty());

        assertThatThrownBy(() -> keys.find(header("ES256", "a"))).isInstanceOf(KeysUnavailableException.class);
        assertThat(issuer.got()).isEmpty();
    }

    @Test
    void with_its_authority_in_the_configuration_it_is() throws Exception {
        assertThat(keys(Optional.of(certificate)).find(header("ES256", "a"))).hasSize(1);
    }

    @Test
    void what_is_no_certificate_is_refused_with_the_name_of_the_field() {
        assertThatThrownBy(() -> keys(Optional.of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remote_keys.ca_certificates");
    }
}
