package io.github.kongjava.server.plugin;

import io.github.kongjava.server.schema.Problems;
import java.io.IOException;
import java.lang.annotation.AnnotationFormatError;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a {@link PluginCatalogue} together. Used by one thread. Plain loops: this runs in every query of Kong's. */
final class CatalogueBuilder {

    private record Found(String source, String className, PluginDescriptor plugin) {
        String place() {
            return "class " + className + " in " + source;
        }
    }

    private final List<Found> found = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final List<PluginClassLoader> loaders = new ArrayList<>();

    void addDirectory(Path directory) {
        try {
            for (PluginBundle bundle : PluginBundle.in(directory)) {
                addBundle(bundle);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            problem(
                    directory.toString(),
                    "there is no such directory; put the plugins' jars there or name another one");
        } catch (IOException e) {
            problem(directory.toString(), "the directory cannot be read: " + e);
        }
    }

    private void addBundle(PluginBundle bundle) {
        List<PluginJar> jars = new ArrayList<>();
        for (Path path : bundle.jars()) {
            try {
                jars.add(PluginJar.open(path));
            } catch (IOException | RuntimeException e) { // damaged archives show as either
                problem(label(bundle, path), "the jar cannot be opened: " + e.getMessage());
            }
        }
        PluginClassLoader loader = new PluginClassLoader(bundle.name(), jars);
        loaders.add(loader);
        boolean complete = jars.size() == bundle.jars().size();
        if (complete) { // without one of its jars a plugin would fail in the middle of a request
            addClasses(bundle, jars, loader);
        }
    }

    private void addClasses(PluginBundle bundle, List<PluginJar> jars, PluginClassLoader loader) {
        int before = found.size() + problems.size();
        boolean indexed = false;
        for (PluginJar jar : jars) {
            indexed |= jar.entry(PluginClassSearch.INDEX) != null;
        }
        for (PluginJar jar : jars) {
            String source = label(bundle, jar.path());
            try {
                for (String name : indexed ? PluginClassSearch.indexed(jar) : PluginClassSearch.scan(jar)) {
                    load(source, name, loader);
                }
            } catch (IOException | RuntimeException e) { // damaged archives show as either
                problem(source, "the jar cannot be read: " + e.getMessage());
            }
        }
        if (found.size() + problems.size() == before) {
            problem(bundle.name(), "no class in it is annotated @KongPlugin");
        }
    }

    private static String label(PluginBundle bundle, Path jar) {
        String file = jar.getFileName().toString();
        return file.equals(bundle.name()) ? file : bundle.name() + "/" + file;
    }

    private void load(String source, String name, ClassLoader loader) {
        try {
            addClass(source, Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            problem(source, name, "the class cannot be loaded: " + e);
        }
    }

    void addClass(String source, Class<?> type) {
        try {
            found.add(new Found(source, type.getName(), PluginDescriptor.of(type)));
        } catch (InvalidPluginException e) {
            problem(source, type.getName(), Problems.inOneLine(e.problems()));
        } catch (LinkageError | RuntimeException | AnnotationFormatError e) { // what reflection finds missing
            problem(source, type.getName(), "the class cannot be used: " + e);
        }
    }

    private void problem(String source, String message) {
        problems.add(PluginProblem.of(source, message));
    }

    private void problem(String source, String className, String message) {
        problems.add(PluginProblem.of(source, className, message));
    }

    /** The catalogue. Of several plugins with one name none is served: which of them was meant cannot be known. */
    PluginCatalogue build() {
        Map<String, Found> first = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Found one : found) {
            Found other = first.putIfAbsent(one.plugin().name(), one);
            if (other != null) {
                ambiguous.add(one.plugin().name());
                problem(
                        one.source(),
                        one.className(),
                        "the plugin's name, " + one.plugin().name() + ", is also that of " + other.place()
                                + "; neither is served, remove one");
            }
        }
        List<PluginDescriptor> plugins = new ArrayList<>();
        for (Found one : found) {
            if (!ambiguous.contains(one.plugin().name())) {
                plugins.add(one.plugin());
            }
        }
        return new PluginCatalogue(plugins, problems, loaders);
    }
}
