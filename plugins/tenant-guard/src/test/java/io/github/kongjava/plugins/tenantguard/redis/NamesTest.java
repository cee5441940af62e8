package io.github.kongjava.plugins.tenantguard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class NamesTest {

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();

    private void hang(String host) {
        lookUps.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobody_waits_longer_for_a_name_server_than_for_redis() {
        Names names = new Names(Duration.ofMillis(1), this::hang);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(JedisConnectionException.class)
                    .isThrownBy(() -> names.await("redis.test"))
                    .withCauseInstanceOf(SocketTimeoutException.class);
        }
        assertThat(lookUps).as("those who wait wait for the same").hasValue(1);
        answered.countDown();
    }

    @Test
    void each_connection_has_its_host_looked_up() {
        Names names = new Names(Duration.ofMinutes(1), host -> lookUps.incrementAndGet());
        names.await("redis.test");
        names.await("redis.test");
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void a_host_that_does_not_exist_is_left_to_whoever_connects() {
        new Names(Duration.ofMinutes(1)).await("redis.invalid");
        new Names(Duration.ofMinutes(1)).await("127.0.0.1");
    }
}
