package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final Value.Table STATUS = new Value.Table(Map.of(
            "Plugins",
            new Value.Seq(List.of(
                    new Value.Table(Map.of("Name", Value.text("hello"))),
                    new Value.Table(Map.of(
                            "Name",
                            Value.text("circuit-breaker"),
                            "Says",
                            new Value.Table(Map.of("service orders", Value.text("open")))))))));

    @Test
    void what_plugins_say_of_themselves_stands_below_the_table() {
        assertThat(StatusText.table(STATUS).lines().reduce((first, second) -> second))
                .contains("circuit-breaker:  service orders  open");
    }

    @Test
    void programs_read_it_beside_the_plugin() throws IOException {
        assertThat(StatusText.json(STATUS)).contains("\"Says\":{\"service orders\":\"open\"}");
    }
}
