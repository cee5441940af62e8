package io.github.kongjava.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KongSettingsTest {

    @TempDir
    Path folder;

    private KongSettings read(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("kong.conf"), text);
        return KongSettings.read(Optional.of(file), environment);
    }

    @Test
    void a_file_is_read_as_kong_reads_it() throws IOException {
        KongSettings settings = read("""
                # a comment
                  ; another one
                plugins = bundled,  hello # mine
                color = a\\#b
                pluginserver_my-plugin_socket=/run/s
                long = one \\
                two
                empty =
                """, Map.of());
        assertThat(settings.list("plugins")).containsExactly("bundled", "hello");
        assertThat(settings.get("color")).contains("a#b");
        assertThat(settings.get("pluginserver_my_plugin_socket")).contains("/run/s");
        assertThat(settings.get("long")).contains("one two");
        assertThat(settings.get("empty")).isEmpty();
        assertThat(settings.oddities()).isEmpty();
        assertThat(settings.prefix()).isEqualTo(Path.of("/usr/local/kong"));
    }

    @Test
    void environment_variables_win() throws IOException {
        KongSettings settings = read("plugins = bundled", Map.of("KONG_PLUGINS", "bundled,hello", "HOME", "/x"));
        assertThat(settings.get("plugins")).contains("bundled,hello");
        assertThat(settings.get("home")).isEmpty();
    }

    @Test
    void what_kong_does_not_read_is_told() throws IOException {
        KongSettings settings =
                read("""
                no sign
                pluginserver_Hello_socket = /x
                [part]
                plugins = hello
                """, Map.of("KONG_PLUGINSERVER_MY-PLUGIN_SOCKET", "/x", "KONG_pluginserver_a_socket", "/x"));
        assertThat(settings.get("plugins")).isEmpty();
        assertThat(settings.oddities())
                .containsExactlyInAnyOrder(
                        "kong.conf: Kong does not read the line that begins \"no\": it has no =",
                        "kong.conf: Kong does not find \"pluginserver_Hello_socket\": it looks for lower case names only",
                        "kong.conf: Kong does not read \"plugins\" after the line [part]",
                        "environment: Kong does not read KONG_PLUGINSERVER_MY-PLUGIN_SOCKET: write it as"
                                + " KONG_PLUGINSERVER_MY_PLUGIN_SOCKET",
                        "environment: Kong does not read KONG_pluginserver_a_socket: write it as"
                                + " KONG_PLUGINSERVER_A_SOCKET");
    }

    @Test
    void plugin_servers_have_their_settings_by_lower_case_names_with_underscores() throws IOException {
        KongSettings settings = read("""
                prefix = /kong
                pluginserver_names = My-Plugin, other
                pluginserver_my_plugin_socket = /run/s
                pluginserver_my_plugin_query_cmd = cat /q/my-plugin.json
                """, Map.of());
        assertThat(settings.pluginServers())
                .containsExactly(
                        new PluginServerSetting(
                                "My-Plugin",
                                "pluginserver_my_plugin",
                                Path.of("/run/s"),
                                Optional.empty(),
                                Optional.of(new ShellWords("cat /q/my-plugin.json"))),
                        new PluginServerSetting(
                                "other",
                                "pluginserver_other",
                                Path.of("/kong/other.socket"),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void commands_are_split_as_a_shell_does() {
        assertThat(new ShellWords(" exec  '/a b'/c\\ d \"e \\\" f\" '' ").words())
                .containsExactly("exec", "/a b/c d", "e \" f", "");
        ShellWords command = new ShellWords("/x/kong-java serve --socket /s --plugins=/p");
        assertThat(command.option("--socket")).contains("/s");
        assertThat(command.option("--plugins")).contains("/p");
        assertThat(command.option("--other")).isEmpty();
    }

    @Test
    void the_plugin_that_a_query_asks_for_is_known_by_its_text() {
        assertThat(List.of(
                        QueriedPlugin.of(new ShellWords("/x/kong-java dump --plugins /p hello")),
                        QueriedPlugin.of(new ShellWords("/x/kong-java dump --plugins /p")),
                        QueriedPlugin.of(new ShellWords("/bin/cat /q/hello.json")),
                        QueriedPlugin.of(new ShellWords("/x/other -dump"))))
                .containsExactly(Optional.of("hello"), Optional.empty(), Optional.of("hello"), Optional.empty());
    }
}
