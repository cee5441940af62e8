package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.KongWorker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What plugins say of themselves, as {@code kong-java status} reads it. */
class PluginStatusTest {

    /** What a plugin does when it is made. */
    @FunctionalInterface
    private interface Saying {
        void in(PluginContext context);
    }

    private static Map<String, String> told(Saying saying) throws IOException {
        TestPlugin plugin = TestPlugin.made((config, context) -> {
            saying.in(context);
            return new TestPlugin.Everything((phase, kong) -> {});
        });
        try (TestServer server = TestServer.serving(plugin)) {
            KongWorker worker = server.worker(Protocol.MSGPACK);
            worker.startInstance("test", "{}");
            ServerMessage answer = worker.ask(KongMessage.ServerStatus::new);
            Value.Table status = (Value.Table) ((ServerMessage.Other) answer).result();
            Value.Seq plugins = (Value.Seq) status.entries().get("Plugins");
            Value.Table says = (Value.Table)
                    ((Value.Table) plugins.items().get(0)).entries().get("Says");
            Map<String, String> lines = new LinkedHashMap<>();
            says.entries().forEach((subject, state) -> lines.put(subject, ((Value.Text) state).string()));
            return lines;
        }
    }

    @Test
    void the_last_word_on_each_subject_is_told() throws IOException {
        assertThat(told(context -> {
                    context.status("service b", "open");
                    context.status("service a", "open");
                    context.status("service a", "closed");
                }))
                .containsExactly(Map.entry("service a", "closed"), Map.entry("service b", "open"));
    }

    @Test
    void an_empty_word_takes_the_line_away() throws IOException {
        assertThat(told(context -> {
                    context.status("service a", "open");
                    context.status("service a", "");
                }))
                .isEmpty();
    }

    @Test
    void no_subject_or_state_forges_a_line_or_fills_the_screen() throws IOException {
        assertThat(told(context -> context.status("a\nhello: x\u001b[2J\u009b", "s".repeat(1_000))))
                .containsExactly(Map.entry("a?hello: x?[2J?", "s".repeat(200)));
    }

    @Test
    void a_plugin_has_a_thousand_lines_at_most() throws IOException {
        assertThat(told(context -> {
                    for (int i = 0; i < 1_000; i++) {
                        context.status("subject " + i, "said");
                    }
                    assertThatThrownBy(() -> context.status("one more", "said"))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("1000 lines");
                    context.status("subject 7", "still changes");
                }))
                .hasSize(1_000)
                .containsEntry("subject 7", "still changes")
                .doesNotContainKey("one more");
    }
}
