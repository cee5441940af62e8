package io.github.kongjava.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemChecksTest {

    private static final String VERSION = Optional.ofNullable(
                    PluginServer.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    private static final long MIB = 1024 * 1024;

    @TempDir
    Path folder;

    /** A plugin. */
    @KongPlugin(name = "one", version = "1.0.0")
    public static final class One implements AccessPhase {
        @Override
        public void access(Kong kong) {}
    }

    private static List<String> levels(Check check) {
        return check.run().stream().map(Result::level).toList();
    }

    private static List<String> messages(Check check) {
        return check.run().stream().map(Result::message).toList();
    }

    @Test
    void java_is_the_distributions_own_or_one_of_the_system_or_too_old() {
        Path own = Path.of("/d/runtime");
        Path other = Path.of("/usr/lib/jvm/x");
        Runtime.Version version = Runtime.Version.parse("17.0.2");
        assertThat(messages(new JavaCheck(version, own, Path.of("/d"))))
                .containsExactly("Java 17.0.2, the distribution's own");
        assertThat(levels(new JavaCheck(version, other, Path.of("/d")))).containsExactly("ok");
        assertThat(levels(new JavaCheck(Runtime.Version.parse("11"), other, Path.of("/d"))))
                .containsExactly("fail");
    }

    @Test
    void limits_are_read_from_the_system() throws IOException {
        Files.createDirectories(folder.resolve("proc/self"));
        Files.createDirectories(folder.resolve("sys/fs/cgroup"));
        Files.writeString(folder.resolve("proc/self/limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             unlimited            unlimited            processes
                Max open files            1024                 4096                 files
                """);
        Files.writeString(folder.resolve("sys/fs/cgroup/pids.max"), "max\n");
        Files.writeString(folder.resolve("sys/fs/cgroup/memory.max"), "134217728\n");
        assertThat(Limits.below(folder))
                .isEqualTo(new Limits(
                        OptionalLong.of(1024), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(128 * MIB)));
        assertThat(Limits.below(folder.resolve("none")))
                .isEqualTo(new Limits(
                        OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void limits_that_are_too_low_are_told() {
        Limits none =
                new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        Limits low = new Limits(
                OptionalLong.of(1024), OptionalLong.of(100), OptionalLong.of(64), OptionalLong.of(128 * MIB));
        assertThat(levels(new LimitsCheck(none, 512 * MIB))).containsExactly("ok");
        assertThat(messages(new LimitsCheck(low, 64 * MIB)))
                .satisfiesExactly(
                        files -> assertThat(files).startsWith("1024 open files are allowed"),
                        user -> assertThat(user).startsWith("100 threads are allowed by the user's limit"),
                        group -> assertThat(group).startsWith("64 threads are allowed by the control group's"),
                        memory -> assertThat(memory).contains("in a control group with 128 MiB"));
        assertThat(messages(new LimitsCheck(none, 32 * MIB))).containsExactly("the heap may become 32 MiB only");
    }

    @Test
    void a_clock_that_is_before_the_files_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "");
        Instant written = Files.getLastModifiedTime(file).toInstant();
        assertThat(levels(new ClockCheck(written, file))).containsExactly("ok");
        assertThat(levels(new ClockCheck(written.minusSeconds(3600), file))).containsExactly("warn");
    }

    @Test
    void a_socket_path_must_be_short_and_absolute_and_its_directory_there() {
        assertThat(messages(new SocketCheck(Path.of("/" + "x".repeat(107)), Optional.empty())))
                .containsExactly("/" + "x".repeat(107) + " has 108 bytes; a socket's path holds 107");
        assertThat(messages(new SocketCheck(Path.of("s"), Optional.empty())))
                .contains("s is not absolute, and Kong's working directory is another one");
        assertThat(messages(new SocketCheck(Path.of("/nonexistent/s"), Optional.empty())))
                .containsExactly("the directory of /nonexistent/s does not exist");
    }

    @Test
    void a_socket_in_the_prefix_or_in_a_directory_for_everybody_is_told() throws IOException {
        Path socket = folder.resolve("s");
        assertThat(messages(new SocketCheck(socket, Optional.of(folder))))
                .anyMatch(message -> message.contains("is in Kong's prefix"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(messages(new SocketCheck(socket, Optional.empty())))
                .anyMatch(message -> message.startsWith("everybody may write to " + folder));
    }

    @Test
    void a_file_that_is_no_socket_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("s"), "");
        assertThat(messages(new SocketCheck(file, Optional.empty()))).contains(file + " exists and is no socket");
    }

    @Test
    void a_running_server_is_asked_and_held_against_the_plugins() throws IOException {
        Path socket = folder.resolve("s");
        PluginCatalogue one = PluginCatalogue.ofClasses(List.of(One.class));
        PluginCatalogue none = PluginCatalogue.ofClasses(List.of());
        ServerOptions open =
                ServerOptions.onSocket(socket).withSocketMode(PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(levels(new ServerCheck(socket, one, VERSION))).containsExactly("warn");
        try (PluginServer server = PluginServer.start(open, one)) {
            assertThat(messages(new ServerCheck(socket, one, VERSION)))
                    .containsExactly("a server " + VERSION + " answers, with 1 plugins");
            assertThat(messages(new ServerCheck(socket, one, "2.0")))
                    .contains("the server is " + VERSION + ", this command 2.0");
            assertThat(messages(new ServerCheck(socket, none, VERSION)))
                    .contains("the server has plugins that are not in the plugins directory: one");
            assertThat(messages(new SocketCheck(server.socket(), Optional.empty())))
                    .anyMatch(message -> message.contains("is open to everybody"));
        }
        try (PluginServer server = PluginServer.start(open, none)) {
            assertThat(messages(new ServerCheck(server.socket(), one, VERSION)))
                    .contains("the server has one not, the plugins directory 1.0.0");
        }
        assertThat(levels(new ServerCheck(socket, one, VERSION)))
                .as("the file is there still, but nobody listens")
                .containsExactly("fail");
    }

    @Test
    void the_user_that_kong_runs_as_must_reach_the_socket() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nkong:x:54321:54321::/:/bin/sh\n");
        Files.writeString(folder.resolve("etc/group"), "root:x:0:\nweb:x:54322:other,kong\n");
        assertThat(KongUser.find("kong", folder)).contains(new KongUser("kong", 54321, Set.of(54321, 54322)));
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path socket = closed.resolve("s");
        assertThat(messages(new UserCheck(Optional.empty(), socket, List.of(closed), folder)))
                .containsExactly(
                        "Kong's workers run as kong, and a server that they start cannot make a socket in " + closed,
                        "Kong's workers run as kong and cannot read " + closed);
        assertThat(levels(new UserCheck(Optional.of("root root"), socket, List.of(closed), folder)))
                .containsExactly("ok");
        assertThat(messages(new UserCheck(Optional.of("nobody"), socket, List.of(), folder)))
                .containsExactly("nginx_user is nobody, and there is no such user");
    }
}
