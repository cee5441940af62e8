package io.github.kongjava.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Outcome;
import io.github.kongjava.e2e.kong.ShippedKong;
import io.github.kongjava.e2e.kong.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files of this directory that a user copies, and the scripts that a user runs. */
@ExtendWith(Suite.class)
final class KongFilesTest {

    private static final Path FILES = Path.of("").toAbsolutePath();
    private static final String GREETING = "x-hello-from-java";

    private ShippedKong kong;

    @BeforeEach
    void a_kong_with_the_shipped_files() throws Exception {
        kong = ShippedKong.start(FILES);
        Await.until("the shipped route is greeted", () -> kong.answers("/hello", GREETING, "hello to gateway.test"));
    }

    @AfterEach
    void stop() throws Exception {
        kong.close();
    }

    @Test
    void only_the_route_with_the_plugin_is_greeted() throws Exception {
        assertThat(kong.get("/plain").status()).isEqualTo(200);
        assertThat(kong.get("/plain").header(GREETING)).isEmpty();
    }

    @Test
    void a_changed_file_is_loaded_by_the_script() throws Exception {
        String yaml = Files.readString(FILES.resolve("kong.yml"));
        Path changed = kong.write("changed.yml", yaml.replace("message: hello", "message: good day"));

        Outcome outcome = kong.admin("config-load.sh", changed.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Await.until("the greeting has changed", () -> kong.answers("/hello", GREETING, "good day to gateway.test"));
    }

    @Test
    void a_file_that_kong_refuses_is_not_loaded_and_the_script_says_so() throws Exception {
        Path wrong =
                kong.write("wrong.yml", "_format_version: '3.0'\nplugins:\n- name: hello\n  config: {message: 1}\n");

        Outcome outcome = kong.admin("config-load.sh", wrong.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("config-load.sh: Kong answered 400: ");
        assertThat(kong.answers("/hello", GREETING, "hello to gateway.test")).isTrue();
    }

    @Test
    void scripts_that_need_a_database_say_what_to_do_without_one() throws Exception {
        Outcome outcome = kong.admin("enable.sh", "hello", "global");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("this Kong has no database", "config-load.sh");
    }
}
