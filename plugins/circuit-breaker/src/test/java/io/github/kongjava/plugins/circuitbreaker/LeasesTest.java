package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private final SetClock clock = new SetClock();
    private final AtomicLong nanos = new AtomicLong();
    private final Leases leases = new Leases(Duration.ofSeconds(60), nanos::get);
    private final Limit limit = new Limit(new Config.Concurrency(1, false, Duration.ofSeconds(1), 1), clock);

    private String begin() {
        assertThat(limit.tryBegin()).isTrue();
        return leases.open(new Permit(Optional.empty(), Optional.of(limit), clock.instant()));
    }

    @Test
    void a_permit_is_closed_once() {
        String id = begin();

        assertThat(leases.close(id)).isPresent();
        assertThat(leases.close(id)).isEmpty();
        assertThat(leases.close("forged")).isEmpty();
    }

    @Test
    void a_permit_whose_lease_is_over_is_given_back_and_can_no_longer_be_closed() {
        String id = begin();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        leases.sweep();

        assertThat(leases.close(id)).isEmpty();
        assertThat(limit.tryBegin()).isTrue();
        assertThat(limit.tryBegin()).isFalse();
    }
}
