package io.github.kongjava.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitGuardTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            System.exit(3);                                                     | System.exit
            Runtime.getRuntime().exit(3);                                       | Runtime.exit
            Runtime.getRuntime().halt(3);                                       | Runtime.halt
            java.util.function.IntConsumer end = System::exit; end.accept(3);   | System.exit
            java.util.function.IntConsumer end = Runtime.getRuntime()::exit; end.accept(3); | Runtime.exit
            java.util.function.ObjIntConsumer<Runtime> end = Runtime::halt; end.accept(Runtime.getRuntime(), 3); | Runtime.halt
            Runnable end = () -> System.exit(3); end.run();                     | System.exit
            new Object() { { System.exit(3); } };                               | System.exit
            try { System.exit(3); } finally { count++; }                        | System.exit
            """)
    void a_call_that_would_end_the_process_throws(String call, String named) throws Exception {
        Class<?> type = load("static int count; public static void run() { if (count == 0) { " + call + " } }");
        assertThat(failureOf(type))
                .isInstanceOf(PluginExitAttempt.class)
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("a plugin called " + named + " with status 3");
    }

    @Test
    void a_static_initialiser_cannot_end_the_process() throws Exception {
        Class<?> type = load("static { if (true) System.exit(4); } public static void run() {}");
        assertThat(failureOf(type))
                .isInstanceOf(ExceptionInInitializerError.class)
                .hasCauseInstanceOf(PluginExitAttempt.class);
    }

    @Test
    void methods_of_ones_own_may_be_called_exit_and_halt() throws Exception {
        Class<?> type = load("static void exit(int n) {} void halt(int n) {}"
                + " public static void run() { exit(1); new Leaver().halt(2); }");
        assertThat(failureOf(type)).isNull();
    }

    @Test
    void a_class_without_such_a_call_stays_as_it_is() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("ExitGuard.class")) {
            byte[] classFile = in.readAllBytes();
            assertThat(ExitGuard.guard(classFile)).isNotEmpty();
        }
        byte[] plain = {1, 2, 3};
        assertThat(ExitGuard.guard(plain)).isSameAs(plain);
    }

    private Class<?> load(String members) throws Exception {
        Path jar = PluginJars.in(directory)
                .source("p.Leaver", "package p; public class Leaver { " + members + " }")
                .jar("leaver.jar");
        PluginClassLoader loader = new PluginClassLoader("leaver.jar", List.of(PluginJar.open(jar)));
        return loader.loadClass("p.Leaver");
    }

    private static @Nullable Throwable failureOf(Class<?> type) throws Exception {
        Throwable failure = catchThrowable(() -> type.getMethod("run").invoke(null));
        return failure instanceof InvocationTargetException wrapped ? wrapped.getCause() : failure;
    }
}
