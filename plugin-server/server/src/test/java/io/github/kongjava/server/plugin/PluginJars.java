package io.github.kongjava.server.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources into jars, as the authors of plugins do. */
final class PluginJars {

    private final Path directory;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Path> classpath = new ArrayList<>();

    private PluginJars(Path directory) {
        this.directory = directory;
    }

    /** A jar to be, with a work directory below the given one. */
    static PluginJars in(Path directory) {
        return new PluginJars(directory);
    }

    PluginJars source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    PluginJars file(String path, String content) {
        files.put(path, content);
        return this;
    }

    PluginJars classpath(Path jar) {
        classpath.add(jar);
        return this;
    }

    /** A plugin class with the access phase, whose body is given. */
    PluginJars plugin(String className, String pluginName, String accessBody) {
        int dot = className.lastIndexOf('.');
        return source(className, """
                package %s;
                import io.github.kongjava.pdk.*;
                @KongPlugin(name = "%s", version = "1.2.3", priority = 7)
                public final class %s implements AccessPhase {
                    @Override public void access(Kong kong) throws Exception { %s }
                }
                """.formatted(
                        className.substring(0, dot), pluginName, className.substring(dot + 1), accessBody));
    }

    Path jar(String name) {
        try {
            Path work = Files.createTempDirectory(directory, "compiled");
            compile(work);
            Path jar = directory.resolve(name);
            Files.createDirectories(jar.getParent());
            write(work, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path work) throws IOException {
        Path sourceRoot = Files.createTempDirectory(directory, "sources");
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", work.toString(), "-cp"));
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        classpath.forEach(jar -> path.append(':').append(jar));
        arguments.add(path.toString());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = sourceRoot.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (!sources.isEmpty() && compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException("a source does not compile; the compiler has said why");
        }
    }

    private void write(Path work, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> compiled = Files.walk(work)) {
            for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
                entries.putNextEntry(new JarEntry(work.relativize(file).toString()));
                entries.write(Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
