package io.github.kongjava.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongConfCheckTest {

    private static final String GOOD = """
            log_level = info
            plugins = bundled,one,two
            pluginserver_names = one,two
            pluginserver_one_socket = /run/s
            pluginserver_one_start_cmd = HOME/kong-java serve --socket /run/s
            pluginserver_one_query_cmd = HOME/kong-java dump one
            pluginserver_two_socket = /run/s
            pluginserver_two_query_cmd = HOME/kong-java dump two
            """;

    @TempDir
    Path folder;

    /** A plugin. */
    @KongPlugin(name = "one")
    public static final class One implements AccessPhase {
        @Override
        public void access(Kong kong) {}
    }

    /** Another plugin. */
    @KongPlugin(name = "two")
    public static final class Two implements AccessPhase {
        @Override
        public void access(Kong kong) {}
    }

    private List<Result> results(String text) throws IOException {
        Path launcher = folder.resolve("kong-java");
        if (!Files.exists(launcher)) {
            Files.writeString(launcher, "");
            assertThat(launcher.toFile().setExecutable(true)).isTrue();
        }
        Path file = Files.writeString(folder.resolve("kong.conf"), text.replace("HOME", folder.toString()));
        KongSettings settings = KongSettings.read(Optional.of(file), Map.of());
        PluginCatalogue catalogue = PluginCatalogue.ofClasses(List.of(One.class, Two.class));
        return new KongConfCheck(settings, catalogue, Path.of("/run/s")).run();
    }

    @Test
    void settings_that_fit_are_well() throws IOException {
        assertThat(results(GOOD)).singleElement().isInstanceOf(Result.Ok.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pluginserver_names = one,two | pluginserver_names =          | fail | pluginserver_names is not set
            names = one,two        | names = one,ONE,two                 | fail | two of pluginserver_names have the key
            names = one,two        | names = one,Two                     | warn | which Kong makes lower case
            names = one,two        | names = one,two,t.o                 | fail | Kong finds no settings for a name with other
            two_socket = /run/s    | two_socket = /run/t                 | fail | pluginserver_two_socket is /run/t, but
            two_query_cmd          | other_query_cmd                     | fail | pluginserver_two_query_cmd is not set
            dump two               | dump three                          | fail | asks for three, and there is no such plugin
            dump two               | dump                                | fail | asks for all plugins
            HOME/kong-java dump two | cat /nonexistent/two.json          | fail | which cannot be read
            HOME/kong-java dump two | /nonexistent/kong-java dump two    | fail | which cannot be run
            HOME/kong-java serve   | kong-java serve                     | fail | they have no PATH
            --socket /run/s        | --socket /run/t                     | fail | serves on /run/t, but Kong connects to /run/s
            one_start_cmd          | none_start_cmd                      | warn | no start_cmd is set
            bundled,one,two        | bundled,one                         | warn | plugins does not have two
            bundled,one,two        | one,two                             | warn | plugins does not have bundled
            dump two               | dump one                            | fail | no query command asks for it
            log_level = info       | log_level = warn                    | warn | log_level is warn
            """)
    void what_does_not_fit_is_told(String from, String to, String level, String message) throws IOException {
        assertThat(GOOD).contains(from);
        assertThat(results(GOOD.replace(from, to))).anySatisfy(result -> {
            assertThat(result.level()).isEqualTo(level);
            assertThat(result.message()).contains(message);
            assertThat(result.todo()).isNotEmpty();
        });
    }

    @Test
    void two_start_commands_take_the_socket_from_each_other() throws IOException {
        assertThat(results(GOOD + "pluginserver_two_start_cmd = HOME/kong-java serve --socket /run/s\n"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Result.Fail.class,
                        fail -> assertThat(fail.message())
                                .startsWith("pluginserver_one_start_cmd and pluginserver_two_start_cmd are set"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo '{\"Plugins\":[{\"Name\":\"a\",\"Priority\":1,\"Phases\":[],\"Schema\":{}}]}' | ok   | print what Kong expects
            echo words; exit 3                                                                 | fail | prints no JSON (exit code 3)
            echo '{}'                                                                          | fail | prints no description of a plugin
            true                                                                               | fail | prints 0 bytes
            """)
    void query_commands_are_run_when_asked_for(String command, String level, String message) {
        assertThat(new QueryCheck(List.of(server(command)), 60).run())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.level()).isEqualTo(level);
                    assertThat(result.message()).contains(message);
                });
    }

    @Test
    void a_query_command_that_does_not_end_is_ended() {
        assertThat(new QueryCheck(List.of(server("read line < /dev/zero; cat /dev/zero > /dev/null")), 1).run())
                .singleElement()
                .extracting(Result::message)
                .asString()
                .contains("does not end within 1 s");
    }

    private static PluginServerSetting server(String query) {
        return new PluginServerSetting(
                "a", "pluginserver_a", Path.of("/s"), Optional.empty(), Optional.of(new ShellWords(query)));
    }
}
