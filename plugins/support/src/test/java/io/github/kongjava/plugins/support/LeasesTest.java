package io.github.kongjava.plugins.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Queue<String> over = new ConcurrentLinkedQueue<>();

    @Test
    void a_permit_is_given_back_once() {
        Leases<String> leases = new Leases<>(10, Ticker.systemTicker(), over::add);
        String id = leases.open("permit", LONG);

        assertThat(leases.close(id)).contains("permit");
        assertThat(leases.close(id)).isEmpty();
        assertThat(over).isEmpty();
    }

    @Test
    void a_name_that_nobody_got_closes_nothing() {
        Leases<String> leases = new Leases<>(10, Ticker.systemTicker(), over::add);
        leases.open("permit", LONG);

        assertThat(leases.close("other")).isEmpty();
        assertThat(leases.size()).isEqualTo(1);
    }

    @Test
    void the_names_of_two_runs_differ() {
        assertThat(new Leases<>(10, Ticker.systemTicker(), over::add).open("a", LONG))
                .isNotEqualTo(new Leases<>(10, Ticker.systemTicker(), over::add).open("a", LONG));
    }

    @Test
    void a_permit_that_nobody_closes_is_over_after_its_lease() {
        AtomicLong nanos = new AtomicLong();
        Leases<String> leases = new Leases<>(10, nanos::get, over::add);
        String id = leases.open("permit", Duration.ofSeconds(5));
        nanos.set(4_999_999_999L);
        leases.sweep();
        assertThat(over).isEmpty();

        nanos.set(Duration.ofSeconds(7).toNanos());
        leases.sweep();

        assertThat(over).containsExactly("permit");
        assertThat(leases.close(id)).isEmpty();
        leases.sweep();
        assertThat(over).hasSize(1);
    }

    @Test
    void of_many_that_are_over_at_once_each_is_given_up_once_within_a_few_sweeps() {
        AtomicLong nanos = new AtomicLong();
        Leases<String> leases = new Leases<>(100_000, nanos::get, over::add);
        for (int i = 0; i < 10_000; i++) {
            leases.open("p" + i, Duration.ofSeconds(5));
        }
        nanos.set(Duration.ofSeconds(7).toNanos());

        for (int i = 0; i < 20; i++) {
            leases.sweep();
        }

        assertThat(over).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(leases.size()).isZero();
    }

    @Test
    void each_permit_has_a_lease_of_its_own() {
        AtomicLong nanos = new AtomicLong();
        Leases<String> leases = new Leases<>(10, nanos::get, over::add);
        leases.open("long", Duration.ofSeconds(60));
        leases.open("short", Duration.ofSeconds(5));

        nanos.set(Duration.ofSeconds(7).toNanos());
        leases.sweep();
        assertThat(over).containsExactly("short");

        nanos.set(Duration.ofSeconds(62).toNanos());
        leases.sweep();
        assertThat(over).containsExactly("short", "long");
    }

    @Test
    void beyond_the_maximum_no_request_goes_on_and_none_that_did_loses_its_permit() {
        AtomicLong nanos = new AtomicLong();
        Leases<String> leases = new Leases<>(10, nanos::get, over::add);
        List<String> ids =
                IntStream.range(0, 10).mapToObj(i -> leases.open("p" + i, LONG)).toList();

        assertThatThrownBy(() -> leases.open("one more", LONG)).hasMessageContaining("10 requests");
        assertThat(over).as("given back at once").containsExactly("one more");

        assertThat(leases.close(ids.get(0))).contains("p0");
        leases.open("another", LONG);
        assertThatThrownBy(() -> leases.open("one more", LONG)).isInstanceOf(IllegalStateException.class);

        nanos.set(LONG.plusSeconds(2).toNanos());
        leases.open("after the leases", LONG);
        assertThat(leases.size()).isEqualTo(1);
    }

    @Test
    void each_permit_ends_exactly_once_however_many_threads_close() {
        Queue<String> ended = new ConcurrentLinkedQueue<>();
        try (Leases<String> leases = new Leases<>(100_000, Ticker.systemTicker(), ended::add)) {
            IntStream.range(0, 10_000).parallel().forEach(i -> {
                String id = leases.open("p" + i, LONG);
                if (i % 2 == 0) {
                    IntStream.range(0, 3)
                            .parallel()
                            .forEach(j -> leases.close(id).ifPresent(ended::add));
                }
            });
        }

        assertThat(ended).hasSize(10_000).doesNotHaveDuplicates();
    }
}
