package io.github.kongjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.pdk.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KongConfTest {

    private static final Path LAUNCHER = Path.of("/opt/kong-java/bin/kong-java");
    private static final Path SOCKET = Path.of("/run/kong.socket");

    @Test
    void each_plugin_has_a_name_and_a_query_and_all_share_one_socket_and_one_start_command() {
        KongConf conf =
                new KongConf(LAUNCHER, SOCKET, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(conf.settings(List.of("hello", "Rate-Limit")))
                .containsExactly(
                        entry("plugins", "bundled,hello,Rate-Limit"),
                        entry("pluginserver_names", "hello,rate-limit"),
                        entry("pluginserver_hello_socket", "/run/kong.socket"),
                        entry("pluginserver_hello_start_cmd", LAUNCHER + " serve --socket /run/kong.socket"),
                        entry("pluginserver_hello_query_cmd", LAUNCHER + " dump hello"),
                        entry("pluginserver_rate_limit_socket", "/run/kong.socket"),
                        entry("pluginserver_rate_limit_query_cmd", LAUNCHER + " dump Rate-Limit"));
    }

    @Test
    void options_go_into_the_commands_and_blanks_are_escaped_for_the_shell() {
        KongConf conf = new KongConf(
                LAUNCHER,
                SOCKET,
                Optional.of(Path.of("/my plugins")),
                Optional.of(Protocol.MSGPACK),
                Optional.of("3.4"),
                Optional.empty());
        assertThat(conf.settings(List.of("hello")))
                .contains(
                        entry(
                                "pluginserver_hello_start_cmd",
                                LAUNCHER + " serve --socket /run/kong.socket --plugins /my\\ plugins"),
                        entry(
                                "pluginserver_hello_query_cmd",
                                LAUNCHER
                                        + " dump --plugins /my\\ plugins --protocol msgpack --kong-version 3.4 hello"));
    }

    @Test
    void names_that_give_the_same_key_are_told_apart() {
        KongConf conf =
                new KongConf(LAUNCHER, SOCKET, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(conf.settings(List.of("a-b", "a.b", "A_b")))
                .containsEntry("pluginserver_names", "a-b,a-b-2,a_b-3")
                .containsEntry("pluginserver_a_b_query_cmd", LAUNCHER + " dump a-b")
                .containsEntry("pluginserver_a_b_2_query_cmd", LAUNCHER + " dump a.b")
                .containsEntry("pluginserver_a_b_3_query_cmd", LAUNCHER + " dump A_b");
    }

    @Test
    void documents_in_files_are_read_by_cat_and_the_server_is_told_where_they_are() {
        KongConf conf = new KongConf(
                LAUNCHER,
                SOCKET,
                Optional.empty(),
                Optional.of(Protocol.MSGPACK),
                Optional.of("3.4"),
                Optional.of(new StaticQueries(Path.of("/my queries/../it's $HOME"))));
        assertThat(conf.settings(List.of("hello")))
                .contains(
                        entry(
                                "pluginserver_hello_start_cmd",
                                LAUNCHER + " serve --socket /run/kong.socket --static-query /it\\'s\\ \\$HOME"),
                        entry("pluginserver_hello_query_cmd", "cat /it\\'s\\ \\$HOME/hello.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/a\\b", "/a ", "/a\u0007"})
    void paths_that_kong_would_read_otherwise_are_refused(String path) {
        assertThatThrownBy(() -> new KongConf(
                        LAUNCHER,
                        Path.of(path),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written into kong.conf");
    }
}
