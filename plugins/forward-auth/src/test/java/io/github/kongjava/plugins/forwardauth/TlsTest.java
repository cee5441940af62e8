package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    Path directory;

    private final TestGateway gateway = TestGateway.of(ForwardAuth.class);

    @AfterEach
    void stop() {
        gateway.close();
    }

    private TestAnswer ask(TestService service, String more) {
        gateway.configure(
                "forward-auth", "{\"service_url\": \"" + service.url() + "\", \"timeout\": 20000" + more + "}");
        return gateway.get("/", new Header("Host", "h"));
    }

    private static String trusting(TestCertificate certificate) throws Exception {
        return ", \"ca_certificates\": \"" + certificate.pem() + "\"";
    }

    @Test
    void a_certificate_that_java_does_not_know_is_no_decision_and_the_service_is_told_nothing() throws Exception {
        try (TestService service =
                new TestService(TestCertificate.of(directory, "ip:127.0.0.1").sockets())) {
            TestAnswer answer = ask(service, "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.log().toString()).contains("unable to find valid certification path");
            assertThat(service.got()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void with_the_authority_in_the_configuration_the_service_is_asked(boolean http2) throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "ip:127.0.0.1");
        try (TestService service = new TestService(certificate.sockets())) {
            assertThat(ask(service, trusting(certificate) + ", \"http2\": " + http2)
                            .passed())
                    .isTrue();
            assertThat(service.got()).hasSize(1);
        }
    }

    @Test
    void a_certificate_for_another_name_is_no_decision() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "dns:other.example");
        try (TestService service = new TestService(certificate.sockets())) {
            assertThat(ask(service, trusting(certificate)).status()).isEqualTo(503);
            assertThat(service.got()).isEmpty();
        }
    }

    @Test
    void another_authority_than_the_configured_one_is_no_decision() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "ip:127.0.0.1");
        TestCertificate other = TestCertificate.of(directory, "dns:other.example");
        try (TestService service = new TestService(certificate.sockets())) {
            assertThat(ask(service, trusting(other)).status()).isEqualTo(503);
            assertThat(service.got()).isEmpty();
        }
    }

    @Test
    void what_is_no_certificate_is_told_at_the_start_of_the_instance() {
        try (TestService service = new TestService()) {
            TestAnswer answer = ask(
                    service,
                    ", \"ca_certificates\": \"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\"");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(gateway.failures().toString()).isNotEmpty();
            assertThat(service.got()).isEmpty();
        }
    }
}
