package io.github.kongjava.plugins.tenantguard.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Counting, by a clock that the test sets. */
class MetersTest {

    private final AtomicLong now = new AtomicLong(millis("2026-03-04T10:00:00Z"));
    private final LocalRates rates = new LocalRates(now::get);

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static Rule rule(Kind kind, int requests) {
        boolean quota = kind == Kind.DAY || kind == Kind.MONTH;
        return new Rule(kind, requests, quota ? 0 : 60_000);
    }

    private Decision take(Rule... rules) {
        return rates.take(new Ask("acme", true, List.of(rules), List.of()));
    }

    private int passing(int requests, Rule... rules) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += take(rules).allowed() ? 1 : 0;
        }
        return passed;
    }

    private void passes(Duration time) {
        now.addAndGet(time.toMillis());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_time_that_a_refused_client_is_told_is_that_after_which_it_passes(Kind kind) {
        Rule rule = rule(kind, 3);
        assertThat(passing(10, rule)).isEqualTo(3);
        Decision refused = take(rule);
        assertThat(refused.waitMillis()).isPositive();

        passes(Duration.ofMillis(refused.waitMillis() - 1));
        assertThat(take(rule).allowed()).isFalse();
        passes(Duration.ofMillis(1));

        assertThat(take(rule).allowed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void after_the_reset_all_of_it_is_free_again(Kind kind) {
        Rule rule = rule(kind, 5);
        assertThat(passing(10, rule)).isEqualTo(5);
        Decision refused = take(rule);

        passes(Duration.ofMillis(refused.own().get(0).resetMillis()));

        assertThat(passing(10, rule)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_remains_is_what_passes(Kind kind) {
        Rule rule = rule(kind, 8);
        passing(3, rule);
        passes(Duration.ofSeconds(25));
        long remaining = take(rule).own().get(0).remaining();

        assertThat(passing(20, rule)).isEqualTo((int) remaining);
    }

    @Test
    void a_token_bucket_refills_steadily() {
        Rule rule = rule(Kind.TOKEN_BUCKET, 60);
        passing(100, rule);

        passes(Duration.ofSeconds(10));

        assertThat(passing(100, rule)).isEqualTo(10);
    }

    @Test
    void a_sliding_window_remembers_the_window_before_as_far_as_it_reaches_back() {
        Rule rule = rule(Kind.SLIDING_WINDOW, 100);
        passing(80, rule);

        passes(Duration.ofSeconds(75)); // a quarter of the next window is over: 60 of the 80 count

        assertThat(passing(100, rule)).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-04T23:59:59.999Z, 2026-03-05T00:00:00Z",
        "MONTH, 2024-02-29T23:59:59.999Z, 2024-03-01T00:00:00Z",
        "MONTH, 2026-12-31T23:59:59.999Z, 2027-01-01T00:00:00Z",
        "MONTH, 2100-02-28T23:59:59.999Z, 2100-03-01T00:00:00Z",
    })
    void a_quota_begins_anew_at_midnight_utc(Kind kind, String last, String first) {
        Rule rule = rule(kind, 2);
        now.set(millis(last));
        assertThat(passing(5, rule)).isEqualTo(2);
        assertThat(take(rule).waitMillis()).isEqualTo(1);

        now.set(millis(first));

        assertThat(passing(5, rule)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_clock_that_is_set_back_gives_nothing_away(Kind kind) {
        Rule rule = rule(kind, 4);
        passing(10, rule);

        passes(Duration.ofSeconds(-30));

        assertThat(passing(10, rule)).isLessThanOrEqualTo(0);
    }

    @Test
    void of_several_limits_each_counts_only_what_fits_into_all() {
        Rule small = rule(Kind.TOKEN_BUCKET, 2);
        Rule large = rule(Kind.DAY, 5);
        assertThat(passing(10, small, large)).isEqualTo(2);

        assertThat(passing(10, large)).isEqualTo(3);
    }

    @Test
    void limits_of_all_are_not_charged_for_what_a_tenants_own_refuse() {
        Rule own = rule(Kind.DAY, 1);
        Rule all = rule(Kind.MONTH, 3);
        for (int i = 0; i < 5; i++) {
            rates.take(new Ask("acme", true, List.of(own), List.of(all)));
        }

        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all))).allowed())
                .isTrue();
        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all))).allowed())
                .isTrue();
        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all))).allowed())
                .isFalse();
    }

    @Test
    void what_a_noisy_tenant_holds_goes_to_others_as_it_becomes_free() {
        Rule all = rule(Kind.TOKEN_BUCKET, 60);
        for (int i = 0; i < 100; i++) {
            rates.take(new Ask("noisy", true, List.of(), List.of(all)), true);
        }
        assertThat(rates.take(new Ask("quiet", true, List.of(), List.of(all)), true)
                        .allowed())
                .isFalse();

        passes(Duration.ofSeconds(5));

        int quiet = 0;
        int noisy = 0;
        for (int i = 0; i < 20; i++) {
            noisy += rates.take(new Ask("noisy", true, List.of(), List.of(all)), true)
                            .allowed()
                    ? 1
                    : 0;
            quiet += rates.take(new Ask("quiet", true, List.of(), List.of(all)), true)
                            .allowed()
                    ? 1
                    : 0;
        }
        assertThat(noisy).isZero();
        assertThat(quiet).isEqualTo(5);
    }

    @Test
    void a_flood_of_unknown_names_shares_one_account_beyond_the_most() {
        Rule rule = rule(Kind.DAY, 2);
        for (int i = 0; i < 3 * Strangers.MOST; i++) {
            rates.take(new Ask("flood-" + i, false, List.of(rule), List.of()));
        }

        assertThat(rates.size()).isLessThanOrEqualTo(Strangers.MOST + 1);
        assertThat(rates.take(new Ask("one-more", false, List.of(rule), List.of()))
                        .allowed())
                .isFalse();
        assertThat(rates.take(new Ask("flood-1", false, List.of(rule), List.of()))
                        .allowed())
                .isTrue();
    }
}
