package io.github.kongjava.plugins.tenantguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.testkit.TestAnswer;
import io.github.kongjava.testkit.TestGateway;
import io.github.kongjava.testkit.simulation.Header;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Requests of tenants who are named by a header, and waiting for what these bring about. */
public final class Tenants {

    private Tenants() {}

    /** A request of a tenant. */
    public static TestAnswer get(TestGateway gateway, String tenant) {
        return gateway.get("/", new Header("x-org", tenant));
    }

    /** How many of so many requests of a tenant, one after the other, pass. */
    public static int passing(TestGateway gateway, String tenant, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += get(gateway, tenant).passed() ? 1 : 0;
        }
        return passed;
    }

    /** Returns when it is so. */
    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
