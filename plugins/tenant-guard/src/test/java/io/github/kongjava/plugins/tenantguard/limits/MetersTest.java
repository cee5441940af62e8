package io.github.kongjava.plugins.tenantguard.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.plugins.tenantguard.config.Limit.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Counting, by a clock that the test sets. */
class MetersTest {

    private static final Optional<Fairness> FAIR = Optional.of(new Fairness(0, 100_000));

    private final AtomicLong now = new AtomicLong(millis("2026-03-04T10:00:00Z"));
    private final LocalRates rates = new LocalRates(now::get);
    private final Strangers strangers = new Strangers();

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static Rule rule(Kind kind, int requests) {
        boolean quota = kind == Kind.DAY || kind == Kind.MONTH;
        return new Rule(kind, requests, quota ? 0 : 60_000);
    }

    private Decision take(Rule... rules) {
        return rates.take(new Ask("acme", true, List.of(rules), List.of(), Optional.empty()));
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
    void a_sliding_window_is_free_again_when_it_has_passed_and_not_before() {
        Rule rule = rule(Kind.SLIDING_WINDOW, 100);
        passes(Duration.ofSeconds(31)); // whatever the clock says
        assertThat(passing(80, rule)).isEqualTo(80);
        passes(Duration.ofMillis(59_999));
        assertThat(passing(100, rule)).isEqualTo(20);
        passes(Duration.ofMillis(1));

        assertThat(passing(100, rule)).isEqualTo(80);
    }

    @Test
    void in_no_window_do_more_pass_than_may_and_hardly_fewer() {
        Rule rule = rule(Kind.SLIDING_WINDOW, 50);
        Random random = new Random(20_260_306);
        Deque<Long> passed = new ArrayDeque<>();
        long all = 0;
        long begin = now.get();
        for (int i = 0; i < 20_000; i++) {
            passes(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(5_000) : random.nextInt(50)));
            while (!passed.isEmpty() && passed.getFirst() <= now.get() - 60_000) {
                passed.removeFirst();
            }
            if (take(rule).allowed()) {
                passed.addLast(now.get());
                all++;
            }
            assertThat(passed).hasSizeLessThanOrEqualTo(50);
        }
        assertThat(all).isGreaterThan((long) (0.9 * 50 * (now.get() - begin) / 60_000));
    }

    @Test
    void a_sliding_window_of_which_tenants_have_shares_remembers_the_window_before_as_far_as_it_reaches_back() {
        Rule rule = rule(Kind.SLIDING_WINDOW, 100);
        assertThat(passingOfAll("acme", 80, rule)).isEqualTo(80);

        passes(Duration.ofSeconds(75)); // a quarter of the next window is over: 60 of the 80 count

        assertThat(passingOfAll("acme", 100, rule)).isEqualTo(40);
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
            rates.take(new Ask("acme", true, List.of(own), List.of(all), Optional.empty()));
        }

        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all), Optional.empty()))
                        .allowed())
                .isTrue();
        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all), Optional.empty()))
                        .allowed())
                .isTrue();
        assertThat(rates.take(new Ask("globex", true, List.of(), List.of(all), Optional.empty()))
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void the_clock_that_was_set_back_goes_on(Kind kind) {
        Rule rule = rule(kind, 4);
        passing(10, rule);
        passes(Duration.ofSeconds(-30));
        Decision refused = take(rule);

        passes(Duration.ofMillis(refused.waitMillis()));

        assertThat(take(rule).allowed()).isTrue();
    }

    private int passingOfAll(String tenant, int requests, Rule... all) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += takeOfAll(tenant, all).allowed() ? 1 : 0;
        }
        return passed;
    }

    private Decision takeOfAll(String tenant, Rule... all) {
        return rates.take(new Ask(tenant, true, List.of(), List.of(all), FAIR));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TOKEN_BUCKET", "SLIDING_WINDOW"})
    void what_a_noisy_tenant_holds_goes_to_others_as_it_becomes_free(Kind kind) {
        Rule all = rule(kind, 60);
        assertThat(passingOfAll("noisy", 100, all)).isEqualTo(60);
        assertThat(takeOfAll("quiet", all).allowed()).isFalse();

        // Also across the edge of the clock's windows, where counters begin anew.
        int quiet = 0;
        for (int second = 0; second < 75; second++) {
            passes(Duration.ofSeconds(1));
            int noisy = passingOfAll("noisy", 20, all);
            quiet += passingOfAll("quiet", 1, all);
            assertThat(quiet <= 25 ? noisy : 0).as("noisy in second " + second).isZero();
        }

        assertThat(quiet).isGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_tenant_that_is_refused_for_its_share_is_told_when_it_passes(Kind kind) {
        Rule all = rule(kind, 6);
        takeOfAll("quiet", all);
        assertThat(passingOfAll("noisy", 10, all)).isEqualTo(3);
        Decision refused = takeOfAll("noisy", all);
        assertThat(refused.waitMillis()).isPositive();

        passes(Duration.ofMillis(refused.waitMillis()));

        takeOfAll("quiet", all);
        assertThat(takeOfAll("noisy", all).allowed()).isTrue();
    }

    private int passingWithReserve(String tenant, int requests, int tenants, Rule all) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            Ask ask = new Ask(tenant, true, List.of(), List.of(all), Optional.of(new Fairness(50, tenants)));
            passed += rates.take(ask).allowed() ? 1 : 0;
        }
        return passed;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_tenant_that_comes_late_finds_what_is_kept_for_it(Kind kind) {
        Rule all = rule(kind, 100);
        assertThat(passingWithReserve("noisy", 1_000, 3, all)).isEqualTo(66);

        passes(Duration.ofMinutes(1));
        passingWithReserve("noisy", 1_000, 3, all);

        assertThat(passingWithReserve("quiet", 10, 3, all)).isEqualTo(10);
        assertThat(passingWithReserve("third", 5, 3, all)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothing_is_kept_once_all_tenants_have_come(Kind kind) {
        Rule all = rule(kind, 100);
        passingWithReserve("quiet", 1, 2, all);

        assertThat(passingWithReserve("noisy", 1_000, 2, all)).isEqualTo(50);
        assertThat(passingWithReserve("quiet", 1_000, 2, all)).isEqualTo(49);
        assertThat(passingWithReserve("noisy", 1_000, 2, all)).isZero();
    }

    @Test
    void a_token_bucket_refills_for_one_alone_beyond_what_is_kept() {
        Rule all = rule(Kind.TOKEN_BUCKET, 60);
        passingWithReserve("acme", 100, 3, all);

        int passed = 0;
        for (int second = 0; second < 300; second++) {
            passes(Duration.ofSeconds(1));
            passed += passingWithReserve("acme", 10, 3, all);
        }

        assertThat(passed).isGreaterThanOrEqualTo(290);
    }

    @Test
    void a_tenant_alone_waits_for_no_share() {
        Rule all = rule(Kind.TOKEN_BUCKET, 60);
        passingOfAll("acme", 100, all);

        assertThat(takeOfAll("acme", all).waitMillis()).isEqualTo(1_000);
    }

    @Test
    void who_is_refused_for_several_reasons_is_told_the_time_when_none_is_left() {
        Rule own = rule(Kind.TOKEN_BUCKET, 60);
        Rule all = rule(Kind.DAY, 60);
        rates.take(new Ask("quiet", true, List.of(), List.of(all), FAIR));
        for (int i = 0; i < 60; i++) {
            rates.take(new Ask("noisy", true, List.of(own), List.of(all), FAIR));
        }
        passingOfAll("noisy", 60, rule(Kind.MONTH, 1_000));

        Decision refused = rates.take(new Ask("noisy", true, List.of(own), List.of(all), FAIR));

        assertThat(refused.waitMillis()).isEqualTo(Duration.ofHours(14).toMillis());
    }

    @Test
    void tenants_beyond_the_most_share_one_part() {
        Rule all = rule(Kind.SLIDING_WINDOW, 40_000);
        for (int i = 0; i < Uses.MOST_TENANTS; i++) {
            takeOfAll("tenant-" + i, all);
        }
        now.addAndGet(Activity.LATELY_MILLIS + 1);
        takeOfAll("tenant-0", all);

        assertThat(passingOfAll("late", 25_000, all)).isEqualTo(20_000);
        assertThat(passingOfAll("later", 20_000, all))
                .as("its part has gone with the other's")
                .isZero();
    }

    private Decision unknown(String name, Rule rule) {
        return rates.take(new Ask(strangers.nameOf(name), false, List.of(rule), List.of(), Optional.empty()));
    }

    @Test
    void a_flood_of_unknown_names_shares_one_account_beyond_the_most() {
        Rule rule = rule(Kind.DAY, 2);
        for (int i = 0; i < 3 * Strangers.MOST; i++) {
            unknown("flood-" + i, rule);
        }

        assertThat(rates.size()).isLessThanOrEqualTo(Strangers.MOST + 1);
        assertThat(unknown("one-more", rule).allowed()).isFalse();
        assertThat(unknown("flood-1", rule).allowed()).isTrue();
    }
}
