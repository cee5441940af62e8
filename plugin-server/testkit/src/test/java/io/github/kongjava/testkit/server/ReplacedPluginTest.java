package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.instance.Instances;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacedPluginTest {

    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<String> closed = new ArrayList<>();
    private final TestPlugin old = plugin("old");
    private final Instances instances = new Instances(new Barrier(), Runnable::run);

    private TestPlugin plugin(String code) {
        return TestPlugin.made((config, context) -> {
            context.shared("state", AutoCloseable.class, () -> () -> closed.add("state of " + code));
            return (AutoCloseable) () -> closed.add(code);
        });
    }

    @Test
    void instances_of_workers_that_finish_go_on_with_the_old_code() throws Throwable {
        Instance before = instances.start(old, CONFIG);
        TestServer.await("time passes", () -> !before.startedAt().plusMillis(1).isAfter(java.time.Instant.now()));

        instances.replace(List.of(old), Duration.ZERO);

        assertThat(instances.find(before.id())).containsSame(before);
        assertThat(closed).isEmpty();
    }

    @Test
    void old_and_new_code_share_neither_objects_nor_state() throws Throwable {
        Instance before = instances.start(old, CONFIG);
        instances.replace(List.of(old), Duration.ZERO);
        Instance after = instances.start(plugin("new"), CONFIG);
        assertThat(instances.objects()).isEqualTo(2);

        instances.close(before.id());

        assertThat(closed).containsExactly("old", "state of old");
        assertThat(instances.find(after.id())).isPresent();
    }

    @Test
    void an_instance_that_was_being_started_while_its_plugin_was_replaced_is_unknown_at_once() throws Throwable {
        instances.replace(List.of(old), Duration.ZERO);
        Instance late = instances.start(old, CONFIG);
        assertThat(instances.find(late.id())).isEmpty();
        assertThat(closed).containsExactly("old", "state of old");
    }

    @Test
    void the_state_of_a_plugin_without_instances_is_closed_with_it() throws Throwable {
        instances.close(instances.start(old, CONFIG).id());
        assertThat(closed).containsExactly("old");
        instances.replace(List.of(old), Duration.ZERO);
        assertThat(closed).containsExactly("old", "state of old");
    }
}
