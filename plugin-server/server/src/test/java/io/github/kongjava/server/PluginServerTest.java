package io.github.kongjava.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PluginServerTest {

    @Test
    void what_the_server_cannot_be_without_goes_on_when_memory_runs_out() {
        AtomicInteger runs = new AtomicInteger();

        PluginServer.untiringly(() -> {
            if (runs.incrementAndGet() < 3) {
                throw new OutOfMemoryError("a plugin has taken it");
            }
        });

        assertThat(runs).hasValue(3);
    }

    @Test
    void any_other_failure_ends_it() {
        assertThatThrownBy(() -> PluginServer.untiringly(() -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
    }
}
