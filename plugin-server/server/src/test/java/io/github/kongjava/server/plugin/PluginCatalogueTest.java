package io.github.kongjava.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.instance.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogueTest {

    private static final String VERSION_OF_LIBRARY = "throw new Exception(\"library \" + lib.Library.version());";

    @TempDir
    Path plugins;

    @TempDir
    Path elsewhere;

    private PluginCatalogue catalogue = new PluginCatalogue(List.of(), List.of(), List.of());

    @AfterEach
    void close() throws Exception {
        catalogue.close();
    }

    private void readPlugins() {
        catalogue = PluginCatalogue.ofDirectory(plugins);
    }

    private List<String> names() {
        return catalogue.all().stream().map(Plugin::name).toList();
    }

    private List<String> problems() {
        return catalogue.problems().stream().map(PluginProblem::toString).toList();
    }

    private Object instance(String plugin) throws Exception {
        return ((PluginDescriptor) catalogue.find(plugin).orElseThrow())
                .type()
                .getConstructor()
                .newInstance();
    }

    private String failure(String plugin) throws Exception {
        Kong kong =
                (Kong) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Kong.class}, (p, m, a) -> {
                    throw new IllegalStateException("no plugin here uses the PDK");
                });
        try {
            ((AccessPhase) instance(plugin)).access(kong);
            return "none";
        } catch (Throwable e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_jar_in_the_directory_is_searched_for_annotated_classes() {
        PluginJars.in(elsewhere)
                .plugin("a.One", "one", "")
                .plugin("a.Two", "two", "")
                .jar("both.jar");
        move("both.jar");
        readPlugins();
        assertThat(names()).containsExactlyInAnyOrder("one", "two");
        assertThat(problems()).isEmpty();
        Plugin one = catalogue.find("one").orElseThrow();
        assertThat(one.version()).isEqualTo("1.2.3");
        assertThat(one.priority()).isEqualTo(7);
        assertThat(one.protocol()).isEqualTo(Protocol.PROTOBUF);
        assertThat(catalogue.find("three")).isEmpty();
    }

    @Test
    void of_a_name_that_is_asked_for_only_the_plugin_is_read_and_all_jars_are_opened() throws Exception {
        PluginJars.in(elsewhere).plugin("p.One", "one", "").jar("one.jar");
        PluginJars.in(elsewhere).plugin("p.Other", "no name", "").jar("other.jar");
        move("one.jar");
        move("other.jar");
        Files.writeString(plugins.resolve("broken.jar"), "no archive");
        catalogue = PluginCatalogue.ofDirectory(plugins, Optional.of("one"));
        assertThat(names()).containsExactly("one");
        assertThat(problems()).singleElement().asString().startsWith("broken.jar: the jar cannot be opened");
    }

    @Test
    void plugins_are_in_the_order_of_their_jars() {
        for (String name : List.of("zebra", "ant", "mole")) {
            PluginJars.in(elsewhere).plugin("p." + name, name, "").jar(name + ".jar");
            move(name + ".jar");
        }
        readPlugins();
        assertThat(names()).containsExactly("ant", "mole", "zebra");
    }

    @Test
    void two_plugins_use_different_versions_of_the_same_library() throws Exception {
        for (String version : List.of("one", "two")) {
            Path library = PluginJars.in(elsewhere)
                    .source("lib.Library", """
                            package lib;
                            public final class Library { public static String version() { return "%s"; } }
                            """.formatted(version))
                    .jar("lib-" + version + ".jar");
            PluginJars.in(elsewhere)
                    .classpath(library)
                    .plugin("p.Plugin", version, VERSION_OF_LIBRARY)
                    .jar("plugin-" + version + ".jar");
            move("lib-" + version + ".jar", version + "/lib.jar");
            move("plugin-" + version + ".jar", version + "/plugin.jar");
        }
        readPlugins();
        assertThat(problems()).isEmpty();
        assertThat(failure("one")).isEqualTo("library one");
        assertThat(failure("two")).isEqualTo("library two");
    }

    @Test
    void a_plugin_does_not_see_the_libraries_of_the_server() throws Exception {
        PluginJars.in(elsewhere)
                .plugin("p.Curious", "curious", "Class.forName(\"com.fasterxml.jackson.databind.ObjectMapper\");")
                .jar("curious.jar");
        move("curious.jar");
        readPlugins();
        assertThat(failure("curious"))
                .contains("com.fasterxml.jackson.databind.ObjectMapper")
                .contains("put the jar that has it beside the plugin's jar");
    }

    @Test
    void a_plugin_sees_the_jdk_beyond_java_base() throws Exception {
        PluginJars.in(elsewhere)
                .plugin("p.Sql", "sql", "throw new Exception(java.sql.Types.class.getName());")
                .jar("sql.jar");
        move("sql.jar");
        readPlugins();
        assertThat(failure("sql")).isEqualTo("java.sql.Types");
    }

    @Test
    void a_plugin_reads_the_resources_of_its_jars() throws Exception {
        PluginJars.in(elsewhere)
                .plugin("p.Reader", "reader", "")
                .file("words/a b%20#.txt", "hello")
                .jar("reader.jar");
        move("reader.jar");
        readPlugins();
        ClassLoader loader = instance("reader").getClass().getClassLoader();
        try (InputStream direct = loader.getResourceAsStream("words/a b%20#.txt");
                InputStream byUrl =
                        loader.getResources("words/a b%20#.txt").nextElement().openStream()) {
            assertThat(new String(direct.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello");
            assertThat(new String(byUrl.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
        assertThat(loader.getResource("words/none.txt")).isNull();
        assertThat(loader.getResourceAsStream("words/none.txt")).isNull();
    }

    @Test
    void classes_know_their_jar_and_its_version() throws Exception {
        PluginJars.in(elsewhere)
                .plugin("p.Known", "known", "")
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 4.5\n")
                .jar("known.jar");
        move("known.jar");
        readPlugins();
        Class<?> type = instance("known").getClass();
        assertThat(type.getPackage().getImplementationVersion()).isEqualTo("4.5");
        assertThat(type.getProtectionDomain().getCodeSource().getLocation())
                .isEqualTo(plugins.resolve("known.jar").toUri().toURL());
    }

    @Test
    void no_code_of_a_plugin_runs_while_it_is_looked_for() {
        PluginJars.in(elsewhere).source("p.Early", """
                        package p;
                        import io.github.kongjava.pdk.*;
                        @KongPlugin(name = "early")
                        public final class Early implements AccessPhase {
                            static { System.setProperty("kong-java.test.early", "ran"); }
                            @Override public void access(Kong kong) {}
                        }
                        """).jar("early.jar");
        move("early.jar");
        readPlugins();
        assertThat(names()).containsExactly("early");
        assertThat(System.getProperty("kong-java.test.early")).isNull();
    }

    @Test
    void an_index_names_the_classes_and_nothing_else_is_looked_at() {
        PluginJars.in(elsewhere)
                .plugin("p.Listed", "listed", "")
                .plugin("p.Other", "other", "")
                .file("META-INF/kong-java/plugins", "# the plugins\n\np.Listed  # the one\n")
                .jar("indexed.jar");
        move("indexed.jar");
        readPlugins();
        assertThat(names()).containsExactly("listed");
        assertThat(problems()).isEmpty();
    }

    @Test
    void an_index_that_names_a_class_without_annotation_or_none_at_all_is_a_problem() {
        PluginJars.in(elsewhere)
                .source("p.Plain", "package p; public final class Plain {}")
                .file("META-INF/kong-java/plugins", "p.Plain\np.Missing\n")
                .jar("odd.jar");
        move("odd.jar");
        readPlugins();
        assertThat(problems())
                .satisfiesExactly(
                        plain -> assertThat(plain).startsWith("odd.jar: class p.Plain: Plain: has no @KongPlugin"),
                        missing ->
                                assertThat(missing).startsWith("odd.jar: class p.Missing: the class cannot be loaded"));
    }

    @Test
    void what_is_wrong_with_one_jar_does_not_keep_the_others_out() throws Exception {
        Files.writeString(plugins.resolve("broken.jar"), "this is no archive");
        Files.createDirectory(plugins.resolve("empty"));
        PluginJars.in(elsewhere)
                .source("p.Plain", "package p; public final class Plain {}")
                .jar("plain.jar");
        move("plain.jar");
        PluginJars.in(elsewhere).plugin("p.Fine", "fine", "").jar("fine.jar");
        move("fine.jar");
        Files.writeString(plugins.resolve("notes.txt"), "not looked at");
        Files.writeString(plugins.resolve(".hidden.jar"), "not looked at");
        readPlugins();
        assertThat(names()).containsExactly("fine");
        assertThat(problems())
                .satisfiesExactly(
                        broken -> assertThat(broken).startsWith("broken.jar: the jar cannot be opened: "),
                        empty -> assertThat(empty)
                                .isEqualTo("empty: no class in it is annotated @KongPlugin; the directory has no jar"),
                        plain -> assertThat(plain).isEqualTo("plain.jar: no class in it is annotated @KongPlugin"));
    }

    @Test
    void a_damaged_class_file_is_named() {
        PluginJars.in(elsewhere)
                .file("p/Damaged.class", "Lio/github/kongjava/pdk/KongPlugin; but no class file")
                .jar("damaged.jar");
        move("damaged.jar");
        readPlugins();
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(
                        "damaged.jar: class p.Damaged: the class file is damaged, or newer than this server can read");
    }

    @Test
    void a_plugin_without_the_superclass_it_needs_is_named() {
        Path library = PluginJars.in(elsewhere)
                .source("lib.Base", "package lib; public class Base {}")
                .jar("lib.jar");
        PluginJars.in(elsewhere).classpath(library).source("p.Needy", """
                        package p;
                        import io.github.kongjava.pdk.*;
                        @KongPlugin(name = "needy")
                        public final class Needy extends lib.Base implements AccessPhase {
                            @Override public void access(Kong kong) {}
                        }
                        """).jar("needy.jar");
        move("needy.jar");
        readPlugins();
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("needy.jar: class p.Needy: the class cannot be loaded: ")
                .contains("lib/Base");
    }

    @Test
    void of_two_plugins_with_one_name_neither_is_served() {
        PluginJars.in(elsewhere).plugin("a.Twin", "twin", "").jar("a.jar");
        PluginJars.in(elsewhere).plugin("b.Twin", "twin", "").jar("b.jar");
        PluginJars.in(elsewhere).plugin("c.Single", "single", "").jar("c.jar");
        move("a.jar");
        move("b.jar");
        move("c.jar");
        readPlugins();
        assertThat(names()).containsExactly("single");
        assertThat(problems())
                .containsExactly("b.jar: class b.Twin: the plugin's name, twin, is also that of class a.Twin in a.jar;"
                        + " neither is served, remove one");
    }

    @Test
    void a_plugin_with_its_library_shaded_into_its_jar_does_not_meet_anothers() throws Exception {
        for (String version : List.of("one", "two")) {
            PluginJars.in(elsewhere)
                    .source("lib.Library", """
                            package lib;
                            public final class Library { public static String version() { return "%s"; } }
                            """.formatted(version))
                    .plugin("p.Plugin", version, VERSION_OF_LIBRARY)
                    .jar(version + ".jar");
            move(version + ".jar");
        }
        readPlugins();
        assertThat(problems()).isEmpty();
        assertThat(List.of(failure("one"), failure("two"))).containsExactly("library one", "library two");
    }

    @Test
    void a_class_that_is_newer_than_the_running_java_does_not_keep_the_others_of_its_jar_out() throws Exception {
        PluginJars.in(elsewhere)
                .plugin("p.Newer", "newer", "")
                .plugin("p.Newest", "newest", "")
                .plugin("p.Fine", "fine", "")
                .jar("mixed.jar");
        Path mixed = elsewhere.resolve("mixed.jar");
        try (FileSystem jar = FileSystems.newFileSystem(mixed)) {
            setMajorVersion(jar.getPath("p/Newer.class"), 44 + Runtime.version().feature() + 1);
            setMajorVersion(jar.getPath("p/Newest.class"), 999);
        }
        move("mixed.jar");
        readPlugins();
        assertThat(names()).containsExactly("fine");
        assertThat(problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("mixed.jar: class p.Newer: "))
                .anyMatch(problem ->
                        problem.startsWith("mixed.jar: class p.Newest: the class file is damaged, or newer"));
    }

    private static void setMajorVersion(Path classFile, int version) throws IOException {
        byte[] bytes = Files.readAllBytes(classFile);
        bytes[6] = (byte) (version >> 8);
        bytes[7] = (byte) version;
        Files.write(classFile, bytes);
    }

    @Test
    void a_truncated_jar_is_named() throws Exception {
        Path whole = PluginJars.in(elsewhere).plugin("p.Cut", "cut", "").jar("cut.jar");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(plugins.resolve("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        readPlugins();
        assertThat(problems()).singleElement().asString().startsWith("cut.jar: the jar cannot be opened: ");
    }

    @Test
    void links_are_followed_and_those_that_lead_nowhere_or_in_a_circle_are_named() throws Exception {
        Path jar = PluginJars.in(elsewhere).plugin("p.Linked", "linked", "").jar("a.jar");
        Files.createSymbolicLink(plugins.resolve("linked.jar"), jar);
        Files.createSymbolicLink(plugins.resolve("gone.jar"), elsewhere.resolve("none.jar"));
        Files.createSymbolicLink(plugins.resolve("loop.jar"), Path.of("loop.jar"));
        Files.createDirectory(plugins.resolve("dir.jar"));
        readPlugins();
        assertThat(names()).containsExactly("linked");
        assertThat(problems())
                .containsExactly(
                        "dir.jar: no class in it is annotated @KongPlugin; the directory has no jar",
                        "gone.jar: the link leads nowhere; remove it, or put the jar there",
                        "loop.jar: the link leads nowhere; remove it, or put the jar there");
    }

    @Test
    void jars_inside_a_jar_are_not_looked_into_and_that_is_said() {
        PluginJars.in(elsewhere).file("BOOT-INF/lib/plugin.jar", "").jar("nested.jar");
        move("nested.jar");
        readPlugins();
        assertThat(problems()).singleElement().asString().contains("jars inside a jar are not looked into");
    }

    @Test
    void an_entry_that_would_fill_the_memory_is_not_read() {
        PluginJars.in(elsewhere)
                .file("p/Bomb.class", "\0".repeat(33 * 1024 * 1024))
                .jar("bomb.jar");
        PluginJars.in(elsewhere).plugin("p.Fine", "fine", "").jar("fine.jar");
        move("bomb.jar");
        move("fine.jar");
        readPlugins();
        assertThat(names()).containsExactly("fine");
        assertThat(problems()).singleElement().asString().startsWith("bomb.jar: the jar cannot be read: p/Bomb.class");
    }

    @Test
    void one_jar_may_have_a_good_and_a_bad_plugin() {
        PluginJars.in(elsewhere)
                .plugin("p.Good", "good", "")
                .source("p.Bad", """
                        package p;
                        import io.github.kongjava.pdk.*;
                        @KongPlugin(name = "bad")
                        public final class Bad implements AccessPhase {
                            public record Config(Thread unknown) {}
                            public Bad(Config config) {}
                            @Override public void access(Kong kong) {}
                        }
                        """)
                .jar("both.jar");
        move("both.jar");
        readPlugins();
        assertThat(names()).containsExactly("good");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("both.jar: class p.Bad: ")
                .contains("unknown");
    }

    @Test
    void a_directory_that_is_not_there_is_a_problem() {
        Path none = plugins.resolve("none");
        catalogue = PluginCatalogue.ofDirectory(none);
        assertThat(catalogue.all()).isEmpty();
        assertThat(problems()).singleElement().asString().startsWith(none + ": there is no such directory");
    }

    /** A plugin of the class path. */
    @KongPlugin(name = "direct")
    public static final class Direct implements AccessPhase {
        @Override
        public void access(Kong kong) {}
    }

    @Test
    void plugins_may_be_given_as_classes() {
        catalogue = PluginCatalogue.ofClasses(List.of(Direct.class, String.class));
        assertThat(names()).containsExactly("direct");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("classpath: class java.lang.String: String: has no @KongPlugin");
    }

    private void move(String jar) {
        move(jar, jar);
    }

    private void move(String jar, String target) {
        try {
            Path to = plugins.resolve(target);
            Files.createDirectories(to.getParent());
            Files.move(elsewhere.resolve(jar), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
