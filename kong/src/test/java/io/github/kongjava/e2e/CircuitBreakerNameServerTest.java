package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.GuardedService.breaker;

import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Kong that cannot ask for the address of a service. */
@OnOwnKong
final class CircuitBreakerNameServerTest extends CircuitBreakerCase {

    CircuitBreakerNameServerTest(Gateway gateway) {
        super(gateway);
    }

    @Test
    void a_name_server_that_does_not_answer_trips_the_breaker_though_kong_calls_it_an_exit_with_500() throws Exception {
        gateway.relaunch("dns_resolver", "127.0.0.1:1");
        gateway.declare(service.at("http://somewhere.test", breaker(Map.of())));
        service.opensWhileKongAnswers(500);
    }
}
