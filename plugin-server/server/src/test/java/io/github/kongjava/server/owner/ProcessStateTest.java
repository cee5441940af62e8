package io.github.kongjava.server.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessStateTest {

    private static final String REST = " 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 ";

    @Test
    void a_process_is_known_by_parent_and_start() {
        assertThat(ProcessState.parse(7, "7 (java) S 3" + REST + "4711 0 0")).contains(new ProcessState(7, 3, 4711));
    }

    @Test
    void a_command_may_have_blanks_and_brackets_in_its_name() {
        assertThat(ProcessState.parse(7, "7 (a) Z 1 (b) S 3" + REST + "4711 0 0"))
                .contains(new ProcessState(7, 3, 4711));
    }

    @Test
    void a_process_that_only_waits_for_its_parent_to_see_its_end_is_gone() {
        assertThat(ProcessState.parse(7, "7 (java) Z 3" + REST + "4711 0 0")).isEmpty();
    }

    @Test
    void this_process_is_alive_and_its_parent_known() {
        ProcessState self = ProcessState.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(self.isAlive()).isTrue();
        assertThat(self.isAliveWithParent()).isTrue();
        assertThat(self.parent())
                .isEqualTo(ProcessHandle.current().parent().orElseThrow().pid());
    }

    @Test
    void a_later_process_with_the_same_id_is_another_one() {
        ProcessState self = ProcessState.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(new ProcessState(self.pid(), self.parent(), self.startTicks() - 1).isAlive())
                .isFalse();
    }

    @Test
    void a_process_that_got_another_parent_is_alive_without_the_old_one() {
        ProcessState self = ProcessState.of(ProcessHandle.current().pid()).orElseThrow();
        ProcessState before = new ProcessState(self.pid(), self.parent() + 1, self.startTicks());
        assertThat(before.isAlive()).isTrue();
        assertThat(before.isAliveWithParent()).isFalse();
    }

    @Test
    void a_process_that_has_ended_is_gone() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        ProcessState state = ProcessState.of(process.pid()).orElseThrow();
        assertThat(state.isAlive()).isTrue();
        assertThat(state.age()).isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));

        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(state.isAlive()).isFalse();
        assertThat(ProcessState.of(process.pid())).isEqualTo(Optional.empty());
    }
}
