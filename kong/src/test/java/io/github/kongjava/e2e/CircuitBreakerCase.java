package io.github.kongjava.e2e;

import io.github.kongjava.e2e.kong.Gateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A service behind circuit-breaker in a real Kong, a new one for each test. */
abstract class CircuitBreakerCase {

    final Gateway gateway;
    GuardedService service;

    CircuitBreakerCase(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_service(TestInfo test) throws IOException {
        service = new GuardedService(gateway, test);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }
}
