package io.github.kongjava.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.instance.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledPluginsTest {

    @TempDir
    Path plugins;

    @TempDir
    Path elsewhere;

    private final List<PluginProblem> problems = new ArrayList<>();
    private InstalledPlugins installed;

    @BeforeEach
    void two_plugins_are_installed() {
        put(PluginJars.in(elsewhere).plugin("a.One", "one", "").jar("1.jar"), "one.jar");
        put(PluginJars.in(elsewhere).plugin("a.Two", "two", "").jar("2.jar"), "two.jar");
        installed = new InstalledPlugins(plugins, PluginCatalogue.ofDirectory(plugins), found -> found, found -> {
            problems.clear();
            problems.addAll(found.problems());
        });
    }

    @AfterEach
    void close() throws IOException {
        installed.close();
    }

    private void put(Path jar, String name) {
        try {
            Files.move(jar, plugins.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Plugin plugin(String name) {
        return installed.find(name).orElseThrow();
    }

    @Test
    void nothing_is_read_again_if_nothing_changed() {
        Plugin one = plugin("one");
        assertThat(installed.refresh()).isEmpty();
        assertThat(plugin("one")).isSameAs(one);
    }

    @Test
    void a_jar_that_was_replaced_gives_its_new_code_and_the_others_stay_the_same() throws Exception {
        Plugin one = plugin("one");
        Plugin two = plugin("two");
        put(
                PluginJars.in(elsewhere)
                        .plugin("a.One", "one", "throw new Exception(\"new\");")
                        .jar("3.jar"),
                "one.jar");

        assertThat(installed.refresh()).containsExactly(one);

        assertThat(plugin("two")).isSameAs(two);
        assertThat(plugin("one")).isNotSameAs(one);
        assertThat(((PluginDescriptor) plugin("one")).type().getClassLoader())
                .isNotSameAs(((PluginDescriptor) one).type().getClassLoader());
        assertThat(problems).isEmpty();
    }

    @Test
    void the_old_code_of_a_plugin_can_still_load_its_classes() throws Exception {
        put(
                PluginJars.in(elsewhere)
                        .plugin("a.Late", "late", "a.Other.run();")
                        .source("a.Other", "package a; public class Other { static void run() {} }")
                        .jar("3.jar"),
                "one.jar");
        installed.refresh();
        ClassLoader old = ((PluginDescriptor) plugin("late")).type().getClassLoader();
        put(PluginJars.in(elsewhere).plugin("a.One", "one", "").jar("4.jar"), "one.jar");
        installed.refresh();
        assertThat(installed.find("late")).isEmpty();
        assertThat(old.loadClass("a.Other")).isNotNull();
    }

    @Test
    void a_jar_that_became_bad_takes_its_plugins_away_and_says_why() throws Exception {
        Plugin one = plugin("one");
        Files.writeString(elsewhere.resolve("bad"), "no archive");
        put(elsewhere.resolve("bad"), "one.jar");

        assertThat(installed.refresh()).containsExactly(one);

        assertThat(installed.find("one")).isEmpty();
        assertThat(installed.find("two")).isPresent();
        assertThat(problems).singleElement().asString().startsWith("one.jar: the jar cannot be opened");
    }

    @Test
    void a_plugin_may_come_and_go() throws Exception {
        Plugin two = plugin("two");
        Files.delete(plugins.resolve("two.jar"));
        put(PluginJars.in(elsewhere).plugin("a.Three", "three", "").jar("3.jar"), "three.jar");

        assertThat(installed.refresh()).containsExactly(two);

        assertThat(installed.all()).extracting(Plugin::name).containsExactly("one", "three");
    }
}
