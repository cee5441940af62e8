package io.github.kongjava.testkit;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a {@link KongWorker} uses its connections.
 *
 * @param readTimeout how long it waits for bytes; Kong waits 60 s
 * @param connections how many connections are opened at the start; more are opened when all are in use
 * @param spread a seed: each MsgPack message goes over an idle connection chosen at random, not over the last one used
 */
public record WorkerOptions(Duration readTimeout, int connections, OptionalLong spread) {

    /** As Kong does it. */
    public static WorkerOptions kong() {
        return new WorkerOptions(Duration.ofSeconds(60), 0, OptionalLong.empty());
    }

    /** With another time to wait. */
    public WorkerOptions withReadTimeout(Duration timeout) {
        return new WorkerOptions(timeout, connections, spread);
    }

    /** With so many connections, the steps of an event spread over them in an order that the seed decides. */
    public WorkerOptions spreadOver(int count, long seed) {
        return new WorkerOptions(readTimeout, count, OptionalLong.of(seed));
    }
}
