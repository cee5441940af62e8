package io.github.kongjava.plugins.tenantguard.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private final AtomicLong now = new AtomicLong();
    private final Concurrency concurrency = new Concurrency(now::get);

    private static Concurrency.Bounds overall(int most, boolean fair) {
        return overall(most, fair ? Optional.of(new Fairness(0, 100)) : Optional.empty());
    }

    private static Concurrency.Bounds overall(int most, Optional<Fairness> fairness) {
        return new Concurrency.Bounds(OptionalInt.empty(), OptionalInt.of(most), fairness);
    }

    private int begin(String tenant, int requests, Concurrency.Bounds bounds) {
        int begun = 0;
        for (int i = 0; i < requests; i++) {
            begun += concurrency.tryBegin(tenant, bounds) == Concurrency.Begin.BEGUN ? 1 : 0;
        }
        return begun;
    }

    @Test
    void a_tenant_alone_may_have_all_places() {
        assertThat(begin("acme", 20, overall(10, true))).isEqualTo(10);
        assertThat(concurrency.total()).isEqualTo(10);
    }

    @Test
    void places_that_a_noisy_tenant_gives_back_go_to_others_up_to_their_share() {
        begin("noisy", 20, overall(10, true));
        assertThat(begin("quiet", 1, overall(10, true))).isZero();
        for (int i = 0; i < 5; i++) {
            concurrency.end("noisy");
            assertThat(begin("noisy", 1, overall(10, true))).isZero();
            assertThat(begin("quiet", 1, overall(10, true))).isEqualTo(1);
        }

        concurrency.end("noisy");
        assertThat(begin("noisy", 1, overall(10, true))).isEqualTo(1);
    }

    @Test
    void a_tenant_that_asks_no_more_keeps_no_share() {
        begin("quiet", 1, overall(10, true));
        concurrency.end("quiet");
        assertThat(begin("noisy", 20, overall(10, true))).isEqualTo(5);

        now.addAndGet(Activity.LATELY_MILLIS + 1);

        assertThat(begin("noisy", 20, overall(10, true))).isEqualTo(5);
    }

    @Test
    void a_tenant_that_comes_late_finds_the_places_that_are_kept_for_it() {
        Concurrency.Bounds bounds = overall(100, Optional.of(new Fairness(50, 100)));
        assertThat(begin("noisy", 200, bounds)).isEqualTo(66);

        assertThat(begin("quiet", 10, bounds)).isEqualTo(10);
        assertThat(begin("noisy", 200, bounds)).isZero();
    }

    @Test
    void nothing_is_kept_once_all_tenants_have_come() {
        Concurrency.Bounds bounds = overall(100, Optional.of(new Fairness(50, 2)));
        begin("quiet", 1, bounds);

        assertThat(begin("noisy", 200, bounds)).isEqualTo(50);
        assertThat(begin("quiet", 200, bounds)).isEqualTo(49);
    }

    @Test
    void it_tells_whose_places_are_taken() {
        Concurrency.Bounds bounds = new Concurrency.Bounds(OptionalInt.of(1), OptionalInt.of(2), Optional.empty());
        begin("acme", 1, bounds);
        assertThat(concurrency.tryBegin("acme", bounds)).isEqualTo(Concurrency.Begin.TENANT_FULL);

        begin("globex", 1, bounds);

        assertThat(concurrency.tryBegin("initech", bounds)).isEqualTo(Concurrency.Begin.ALL_FULL);
    }

    @Test
    void without_shares_who_comes_first_has_the_places() {
        begin("quiet", 1, overall(10, false));

        assertThat(begin("noisy", 20, overall(10, false))).isEqualTo(9);
    }

    @Test
    void an_end_without_a_beginning_frees_nothing() {
        concurrency.end("acme");

        assertThat(concurrency.total()).isZero();
        assertThat(begin("acme", 2, new Concurrency.Bounds(OptionalInt.of(1), OptionalInt.empty(), Optional.empty())))
                .isEqualTo(1);
    }
}
