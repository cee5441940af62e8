package io.github.kongjava.server.plugin;

import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.server.schema.Problems;
import java.io.IOException;
import java.lang.annotation.AnnotationFormatError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for plugins in one bundle. Used by one thread. Plain loops: this runs in every query of Kong's. */
final class BundleReader {

    private final List<FoundPlugin> found = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    private final Optional<String> wanted;
    private boolean others;

    private BundleReader(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /** Reads all its plugins, or those of one name. */
    static LoadedBundle read(PluginBundle bundle, String stamp, Optional<String> wanted) {
        return new BundleReader(wanted).load(bundle, stamp);
    }

    private LoadedBundle load(PluginBundle bundle, String stamp) {
        List<PluginJar> jars = new ArrayList<>();
        for (Path path : bundle.jars()) {
            try {
                jars.add(PluginJar.open(path));
            } catch (IOException | RuntimeException e) { // damaged archives show as either
                problem(label(bundle, path), whyNotOpened(path, e));
            }
        }
        PluginClassLoader loader = new PluginClassLoader(bundle.name(), jars);
        boolean complete = jars.size() == bundle.jars().size();
        if (complete) { // without one of its jars a plugin would fail in the middle of a request
            addClasses(bundle, jars, loader);
        }
        return new LoadedBundle(bundle, stamp, loader, found, problems);
    }

    private void addClasses(PluginBundle bundle, List<PluginJar> jars, PluginClassLoader loader) {
        boolean indexed = false;
        for (PluginJar jar : jars) {
            indexed |= jar.entry(PluginClassSearch.INDEX) != null;
        }
        for (PluginJar jar : jars) {
            String source = label(bundle, jar.path());
            try {
                for (String name : indexed ? PluginClassSearch.indexed(jar) : scan(source, jar)) {
                    load(source, name, loader);
                }
            } catch (IOException | RuntimeException e) { // damaged archives show as either
                problem(source, "the jar cannot be read: " + e.getMessage());
            }
        }
        if (found.isEmpty() && problems.isEmpty() && !others) {
            problem(bundle.name(), "no class in it is annotated @KongPlugin" + hint(jars));
        }
    }

    private List<String> scan(String source, PluginJar jar) throws IOException {
        return PluginClassSearch.scan(
                jar, (className, message) -> problems.add(PluginProblem.of(source, className, message)));
    }

    private static String whyNotOpened(Path jar, Exception e) {
        return Files.exists(jar)
                ? "the jar cannot be opened: " + e.getMessage()
                : "the link leads nowhere; remove it, or put the jar there";
    }

    private static String hint(List<PluginJar> jars) {
        for (PluginJar jar : jars) {
            if (jar.hasNestedJars()) {
                return "; jars inside a jar are not looked into: shade them, or put all jars into a directory";
            }
        }
        return jars.isEmpty() ? "; the directory has no jar" : "";
    }

    private static String label(PluginBundle bundle, Path jar) {
        String file = jar.getFileName().toString();
        return file.equals(bundle.name()) ? file : bundle.name() + "/" + file;
    }

    private void load(String source, String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (wanted.isEmpty() || isNamed(wanted.get(), type)) {
                describe(source, type, found, problems);
            } else {
                others = true;
            }
        } catch (ClassNotFoundException | LinkageError e) {
            problems.add(PluginProblem.of(source, name, "the class cannot be loaded: " + e));
        }
    }

    /** True also where the name cannot be read: describing the class says why. */
    private static boolean isNamed(String name, Class<?> type) {
        try {
            KongPlugin annotation = type.getAnnotation(KongPlugin.class);
            return annotation == null || annotation.name().equals(name);
        } catch (LinkageError | RuntimeException | AnnotationFormatError e) {
            return true;
        }
    }

    /** Reads a plugin class, which goes to the ones found or to the problems. */
    static void describe(String source, Class<?> type, List<FoundPlugin> found, List<PluginProblem> problems) {
        String name = type.getName();
        try {
            found.add(new FoundPlugin(source, name, PluginDescriptor.of(type)));
        } catch (InvalidPluginException e) {
            problems.add(PluginProblem.of(source, name, Problems.inOneLine(e.problems())));
        } catch (LinkageError | RuntimeException | AnnotationFormatError e) { // what reflection finds missing
            problems.add(PluginProblem.of(source, name, "the class cannot be used: " + e));
        }
    }

    private void problem(String source, String message) {
        problems.add(PluginProblem.of(source, message));
    }
}
