package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

    private final LineFormatter formatter = new LineFormatter();

    @Test
    void a_record_is_one_line_with_its_level() {
        assertThat(formatter.format(new LogRecord(Level.WARNING, "plugin=hello a\nb\r\tc\u0007")))
                .isEqualTo("warn plugin=hello a\\nb\\r\\tc\\u0007");
    }

    @Test
    void a_stack_trace_stays_in_the_line() {
        LogRecord entry = new LogRecord(Level.FINE, "failed");
        entry.setThrown(new IllegalStateException("why"));
        assertThat(formatter.format(entry))
                .startsWith("debug failed | java.lang.IllegalStateException: why\\n\\tat ")
                .doesNotContain("\n");
    }

    @Test
    void socket_modes_are_octal() {
        assertThat(PosixFilePermissions.toString(SocketMode.parse("0751"))).isEqualTo("rwxr-x--x");
        assertThat(PosixFilePermissions.toString(SocketMode.parse("600"))).isEqualTo("rw-------");
        assertThatThrownBy(() -> SocketMode.parse("0680")).hasMessageContaining("--socket-mode");
    }
}
