package io.github.kongjava.server.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a {@link PluginCatalogue} together. Used by one thread. Plain loops: this runs in every query of Kong's. */
final class CatalogueBuilder {

    private final List<FoundPlugin> found = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final List<LoadedBundle> bundles = new ArrayList<>();
    private final Optional<String> wanted;

    /** For all plugins, or for those of one name. */
    CatalogueBuilder(Optional<String> wanted) {
        this.wanted = wanted;
    }

    /** Adds a directory's bundles; those whose files are as they were are taken from the ones that are loaded already. */
    void addDirectory(Path directory, List<LoadedBundle> loaded) {
        try {
            for (Path place : PluginBundle.placesIn(directory)) {
                addPlace(place, loaded);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            problem(
                    directory.toString(),
                    "there is no such directory; put the plugins' jars there or name another one");
        } catch (IOException e) {
            problem(directory.toString(), "the directory cannot be read: " + e);
        }
    }

    private void addPlace(Path place, List<LoadedBundle> loaded) {
        PluginBundle bundle;
        try {
            bundle = PluginBundle.at(place);
        } catch (IOException | DirectoryIteratorException e) {
            problem(place.getFileName().toString(), "the directory cannot be read: " + e);
            return;
        }
        addBundle(load(bundle, loaded));
    }

    private LoadedBundle load(PluginBundle bundle, List<LoadedBundle> loaded) {
        String stamp = bundle.stamp();
        for (LoadedBundle known : loaded) {
            if (known.bundle().equals(bundle) && known.stamp().equals(stamp)) {
                return known;
            }
        }
        return BundleReader.read(bundle, stamp, wanted);
    }

    private void addBundle(LoadedBundle bundle) {
        bundles.add(bundle);
        found.addAll(bundle.found());
        problems.addAll(bundle.problems());
    }

    void addClass(String source, Class<?> type) {
        BundleReader.describe(source, type, found, problems);
    }

    private void problem(String source, String message) {
        problems.add(PluginProblem.of(source, message));
    }

    /** The catalogue. Of several plugins with one name none is served: which of them was meant cannot be known. */
    PluginCatalogue build() {
        Map<String, FoundPlugin> first = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (FoundPlugin one : found) {
            FoundPlugin other = first.putIfAbsent(one.plugin().name(), one);
            if (other != null) {
                ambiguous.add(one.plugin().name());
                problems.add(PluginProblem.of(
                        one.source(),
                        one.className(),
                        "the plugin's name, " + one.plugin().name() + ", is also that of " + other.place()
                                + "; neither is served, remove one"));
            }
        }
        List<PluginDescriptor> plugins = new ArrayList<>();
        for (FoundPlugin one : found) {
            if (!ambiguous.contains(one.plugin().name())) {
                plugins.add(one.plugin());
            }
        }
        return new PluginCatalogue(plugins, problems, bundles);
    }
}
