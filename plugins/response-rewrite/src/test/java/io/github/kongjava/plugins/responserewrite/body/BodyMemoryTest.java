package io.github.kongjava.plugins.responserewrite.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final long MIB = 1 << 20;

    private final BodyMemory memory = new BodyMemory(64 * MIB, 4);

    @Test
    void a_body_waits_until_there_is_room_and_smaller_ones_do_not_wait_behind_it() throws Exception {
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        FutureTask<Boolean> large = new FutureTask<>(() -> {
            try (BodyMemory.Claim claim = memory.claim()) {
                claim.document(5 * MIB, 0);
                return first.isDone();
            }
        });
        Thread waiting = new Thread(large);
        try (BodyMemory.Claim claim = memory.claim()) {
            claim.document(5 * MIB, 0);
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            try (BodyMemory.Claim small = memory.claim()) {
                small.document(1000, 10);
            }
            first.complete(true);
        }

        assertThat(large.get()).isTrue();
    }

    @Test
    void a_document_for_which_there_will_never_be_room_is_refused_at_once() {
        try (BodyMemory.Claim claim = memory.claim()) {
            assertThatThrownBy(() -> claim.document(6 * MIB, 0))
                    .isInstanceOfSatisfying(
                            UnusableBodyException.class,
                            e -> assertThat(e.isForNow()).isFalse());
            assertThatThrownBy(() -> claim.document(0, MIB))
                    .isInstanceOfSatisfying(
                            UnusableBodyException.class,
                            e -> assertThat(e.isForNow()).isFalse());
        }
    }

    @Test
    void all_is_given_back_whatever_was_claimed() throws Exception {
        for (int i = 0; i < 1000; i++) {
            try (BodyMemory.Claim claim = memory.claim()) {
                claim.sent(8 * MIB);
                claim.came(i);
                claim.decoding(100 * MIB);
                claim.decoded(2 * MIB);
                claim.document(2 * MIB, 1000);
            }
        }
        try (BodyMemory.Claim claim = memory.claim()) {
            claim.sent(8 * MIB);
            claim.decoding(8 * MIB);
            claim.document(5 * MIB, 0);
        }
    }

    @Test
    void who_waits_is_told_that_there_is_no_room_now_when_the_client_goes() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try (BodyMemory.Claim claim = memory.claim()) {
                claim.sent(MIB);
            } catch (UnusableBodyException e) {
                if (e.isForNow()) {
                    told.countDown();
                }
            }
        });
        try (BodyMemory.Claim claim = memory.claim()) {
            claim.sent(8 * MIB);
            waiting.start();
            waiting.interrupt();
            waiting.join();
        }
        assertThat(told.getCount()).isZero();
    }

    @Test
    void a_copy_takes_what_room_there_is_now_and_never_waits() throws Exception {
        try (BodyMemory.Claim one = memory.claim();
                BodyMemory.Claim other = memory.claim()) {
            one.document(2 * MIB, 0);
            one.copy(2 * MIB, 0);
            other.document(MIB / 2, 0);
            assertThatThrownBy(() -> other.copy(2 * MIB, 0))
                    .isInstanceOfSatisfying(
                            UnusableBodyException.class,
                            e -> assertThat(e.isForNow()).isTrue());
            assertThatThrownBy(() -> one.copy(2 * MIB, 0))
                    .isInstanceOfSatisfying(
                            UnusableBodyException.class,
                            e -> assertThat(e.isForNow()).isFalse());
        }
        memory.claim().copy(5 * MIB, 0);
    }

    @Test
    void a_document_that_grows_beyond_what_processors_do_soon_is_let_in_alone() throws Exception {
        BodyMemory large = new BodyMemory(512 * MIB, 1);
        try (BodyMemory.Claim claim = large.claim()) {
            claim.document(10 * MIB, 0);
            claim.copy(10 * MIB, 0);
            claim.copy(10 * MIB, 0);
            claim.copy(10 * MIB, 0);
            assertThatThrownBy(() -> large.claim().copy(MIB, 0)).isInstanceOf(UnusableBodyException.class);
            assertThatThrownBy(() -> claim.copy(10 * MIB, 0)).hasMessageContaining("heap");
        }
        large.claim().copy(MIB, 0);
    }
}
