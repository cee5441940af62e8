package io.github.kongjava.plugins.jwtauth.keys;

import static io.github.kongjava.plugins.jwtauth.IssuerServer.answer;
import static io.github.kongjava.plugins.jwtauth.IssuerServer.until;
import static io.github.kongjava.plugins.jwtauth.IssuerServer.write;
import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.header;
import static io.github.kongjava.plugins.jwtauth.keys.TestKeys.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWK;
import io.github.kongjava.plugins.jwtauth.IssuerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {

    private static final JWK OLD = TestKeys.ec("old");
    private static final JWK NEW = TestKeys.ec("new");

    private final AtomicLong now = new AtomicLong(System.nanoTime());
    private final IssuerServer issuer = new IssuerServer();
    private final KeySources sources = new KeySources(now::get);

    @AfterEach
    void stop() {
        sources.close();
        issuer.close();
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private KeySource keys() {
        return sources.of(TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote());
    }

    private int fetches() {
        return issuer.got().size();
    }

    private static List<String> kids(KeySource keys, String kid) throws KeysUnavailableException {
        return TestKeys.kids(keys.find(header("ES256", kid)));
    }

    private static List<String> unnamed(KeySource keys) {
        try {
            return TestKeys.kids(keys.find(header("ES256")));
        } catch (KeysUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private static KeysUnavailableException unavailable(KeySource keys, String kid) {
        return catchThrowableOfType(KeysUnavailableException.class, () -> keys.find(header("ES256", kid)));
    }

    private KeySource warm() throws KeysUnavailableException {
        issuer.answers("/jwks", set(OLD));
        KeySource keys = keys();
        assertThat(kids(keys, "old")).containsExactly("old");
        return keys;
    }

    @Test
    void keys_are_fetched_once_and_the_same_objects_serve_while_they_are_fresh() throws Exception {
        KeySource keys = warm();
        pass(899);

        assertThat(keys.find(header("ES256", "old")).get(0))
                .isSameAs(keys.find(header("ES256")).get(0));
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void all_that_ask_before_there_are_keys_wait_for_one_fetch() throws Exception {
        CountDownLatch asked = new CountDownLatch(6);
        issuer.behaves("/jwks", (got, connection, out) -> {
            asked.await();
            write(out, answer(200, set(OLD)));
        });
        KeySource keys = keys();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<String>>> found = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                found.add(threads.submit(() -> {
                    asked.countDown();
                    return kids(keys, "old");
                }));
            }
            for (Future<List<String>> each : found) {
                assertThat(each.get()).containsExactly("old");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void fresh_keys_are_fetched_anew_before_their_end_and_no_request_waits_for_that() throws Exception {
        KeySource keys = warm();
        CountDownLatch go = new CountDownLatch(1);
        issuer.behaves("/jwks", (got, connection, out) -> {
            go.await();
            write(out, answer(200, set(NEW)));
        });
        pass(901);

        assertThat(kids(keys, "old")).containsExactly("old");
        until(() -> fetches() == 2);
        assertThat(kids(keys, "old")).containsExactly("old");
        go.countDown();
        until(() -> unnamed(keys).equals(List.of("new")));
        assertThat(kids(keys, "old")).isEmpty();
    }

    @Test
    void an_unknown_key_id_asks_again_but_once_an_interval() throws Exception {
        KeySource keys = warm();
        issuer.answers("/jwks", set(OLD, NEW));

        assertThat(kids(keys, "new")).containsExactly("new");
        assertThat(kids(keys, "other")).isEmpty();
        assertThat(fetches()).isEqualTo(2);
        pass(31);
        assertThat(kids(keys, "other")).isEmpty();
        assertThat(fetches()).isEqualTo(3);
    }

    @Test
    void a_key_id_that_the_issuer_does_not_know_is_remembered_for_a_while() throws Exception {
        KeySource keys = warm();

        assertThat(kids(keys, "other")).isEmpty();
        pass(45);
        assertThat(kids(keys, "other")).isEmpty();
        assertThat(fetches()).isEqualTo(2);
        pass(20);
        assertThat(kids(keys, "other")).isEmpty();
        assertThat(fetches()).isEqualTo(3);
    }

    @Test
    void a_known_key_id_with_another_algorithm_and_a_huge_key_id_ask_for_nothing() throws Exception {
        KeySource keys = warm();

        assertThat(keys.find(header("RS256", "old"))).isEmpty();
        assertThat(kids(keys, "x".repeat(5000))).isEmpty();
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void while_the_issuer_is_down_its_keys_serve_and_unknown_ones_are_neither_right_nor_wrong() throws Exception {
        KeySource keys = warm();
        issuer.close();

        assertThat(unavailable(keys, "new").retryAfter()).isEqualTo(Duration.ofSeconds(1));
        pass(1001);
        assertThat(kids(keys, "old")).containsExactly("old");
        pass(4990);
        assertThat(kids(keys, "old")).containsExactly("old");
        pass(10);
        assertThat(unavailable(keys, "old")).hasMessageContaining("/jwks");
    }

    @Test
    void keys_outlive_the_instances_that_fetched_them() throws Exception {
        warm();
        issuer.close();

        assertThat(kids(keys(), "old")).containsExactly("old");
        pass(2000);
        assertThat(kids(keys(), "old")).containsExactly("old");
    }

    @Test
    void keys_of_other_settings_are_others() throws Exception {
        warm();

        KeySource others = sources.of(TestKeys.jwksUrl(issuer.url("/jwks")), TestKeys.remote(Duration.ofSeconds(19)));

        assertThat(kids(others, "old")).containsExactly("old");
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void what_nobody_has_asked_for_until_it_was_worthless_is_forgotten() throws Exception {
        warm();
        pass(6001);

        assertThat(kids(keys(), "old")).containsExactly("old");
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void an_issuer_that_fails_is_left_alone_for_longer_each_time() throws Exception {
        issuer.answers("/jwks", 500, "");
        KeySource keys = keys();

        assertThat(unavailable(keys, "old")).hasMessageContaining("the status is 500");
        assertThat(unavailable(keys, "old").retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(fetches()).isEqualTo(1);
        pass(1);
        assertThat(unavailable(keys, "old").retryAfter()).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 8; i++) {
            pass(30);
            assertThat(unavailable(keys, "old")).isNotNull();
        }
        assertThat(unavailable(keys, "old").retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(fetches()).isEqualTo(10);
        pass(30);
        issuer.answers("/jwks", set(OLD));
        assertThat(kids(keys, "old")).containsExactly("old");
    }

    @Test
    void a_request_that_is_given_up_leaves_the_fetch_to_the_others() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        issuer.behaves("/jwks", (got, connection, out) -> {
            go.await();
            write(out, answer(200, set(OLD)));
        });
        KeySource keys = keys();

        Thread.currentThread().interrupt();
        assertThat(unavailable(keys, "old")).hasMessageContaining("given up");
        assertThat(Thread.interrupted()).isTrue();
        go.countDown();
        assertThat(kids(keys, "old")).containsExactly("old");
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void an_unloaded_plugin_fetches_nothing() throws Exception {
        issuer.answers("/jwks", set(OLD));
        sources.close();

        assertThatThrownBy(() -> kids(keys(), "old"))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("unloaded");
        assertThat(fetches()).isZero();
    }

    @Test
    void keys_of_the_configuration_serve_beside_those_of_the_issuer() throws Exception {
        issuer.answers("/jwks", set(NEW));
        KeySource keys = sources.of(
                TestKeys.issuer(Optional.empty(), Optional.of(issuer.url("/jwks")), set(OLD), List.of(), List.of()),
                TestKeys.remote());

        assertThat(kids(keys, "old")).containsExactly("old");
        assertThat(kids(keys, "new")).containsExactly("new");
        assertThat(TestKeys.kids(keys.find(header("ES256")))).containsExactly("old", "new");
        assertThat(keys.find(header("HS256", "new"))).isEmpty();
    }
}
