package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final SetClock clock = new SetClock();

    private Limit limit(int max, boolean adaptive) {
        return new Limit(new Config.Concurrency(max, adaptive, Duration.ofSeconds(1), 5), clock);
    }

    private Instant begin(Limit limit) {
        assertThat(limit.tryBegin()).isTrue();
        return clock.instant();
    }

    @Test
    void of_many_at_once_exactly_as_many_pass_as_may_be_on_their_way() throws Exception {
        Limit limit = limit(50, false);
        ExecutorService clients = Executors.newFixedThreadPool(32);
        try {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(clients.submit(limit::tryBegin));
            }
            int passed = 0;
            for (Future<Boolean> one : asked) {
                passed += one.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(50);
        } finally {
            clients.shutdownNow();
        }
        limit.end(clock.instant(), Outcome.FAILURE, SLOW);
        assertThat(limit.tryBegin()).isTrue();
        assertThat(limit.tryBegin()).isFalse();
    }

    @Test
    void an_adaptive_limit_goes_down_once_for_all_that_were_slow_together() {
        Limit limit = limit(100, true);
        List<Instant> together = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            together.add(begin(limit));
        }
        clock.passes(SLOW);

        together.forEach(begun -> limit.end(begun, Outcome.SUCCESS, SLOW));

        assertThat(limit.present()).isEqualTo(90);
    }

    @Test
    void an_adaptive_limit_goes_down_to_its_minimum_and_comes_back_up_to_its_maximum_while_in_use() {
        Limit limit = limit(20, true);
        for (int i = 0; i < 50; i++) {
            Instant begun = begin(limit);
            clock.passes(QUICK);
            limit.end(begun, Outcome.FAILURE, QUICK);
        }
        assertThat(limit.present()).isEqualTo(5);

        for (int i = 0; i < 1000; i++) {
            limit.end(begin(limit), Outcome.SUCCESS, QUICK);
        }
        assertThat(limit.present())
                .as("one at a time does not show what the service can do")
                .isEqualTo(5);

        for (int round = 0; round < 40; round++) {
            int all = limit.present();
            for (int i = 0; i < all; i++) {
                begin(limit);
            }
            for (int i = 0; i < all; i++) {
                limit.end(clock.instant(), Outcome.SUCCESS, QUICK);
            }
        }
        assertThat(limit.present()).isEqualTo(20);
    }

    @Test
    void a_client_that_leaves_without_answer_lowers_an_adaptive_limit_if_that_was_late_and_never_raises_it() {
        Limit limit = limit(10, true);
        limit.end(begin(limit), Outcome.UNANSWERED, SLOW);
        assertThat(limit.present()).isEqualTo(9);

        for (int round = 0; round < 100; round++) {
            int all = limit.present();
            for (int i = 0; i < all; i++) {
                begin(limit);
            }
            for (int i = 0; i < all; i++) {
                limit.end(clock.instant(), Outcome.UNANSWERED, QUICK);
            }
        }

        assertThat(limit.present()).isEqualTo(9);
    }

    @Test
    void a_limit_below_the_lowest_that_it_may_get_stays_there() {
        Limit limit = limit(4, true);
        for (int i = 0; i < 20; i++) {
            Instant begun = begin(limit);
            clock.passes(SLOW);
            limit.end(begun, Outcome.FAILURE, SLOW);
        }
        assertThat(limit.present()).isEqualTo(4);
    }

    @Test
    void what_says_nothing_leaves_an_adaptive_limit_where_it_is() {
        Limit limit = limit(10, true);

        limit.end(begin(limit), Outcome.NOTHING, SLOW);

        assertThat(limit.present()).isEqualTo(10);
    }
}
