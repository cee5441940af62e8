package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the replayed plugin is told, and what it tells.
 *
 * @param calls the calls of the next event
 * @param refused functions that the PDK refused, in order
 * @param failingStarts how many of the next instances fail to start
 * @param timeout the plugin's deadline, after which an event that Kong abandoned ends
 */
record Scripts(
        LinkedTransferQueue<List<PdkCall>> calls,
        Queue<PdkFunction> refused,
        AtomicInteger failingStarts,
        Duration timeout) {

    Scripts(Duration timeout) {
        this(new LinkedTransferQueue<>(), new ConcurrentLinkedQueue<>(), new AtomicInteger(), timeout);
    }

    /** Hands the calls to the event that was just begun. */
    void run(List<PdkCall> script) throws InterruptedException {
        assertThat(calls.tryTransfer(script, 30, TimeUnit.SECONDS))
                .as("the event runs")
                .isTrue();
    }
}
