package io.github.kongjava.server.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars that are loaded together: a jar in the plugins directory, or all jars of a directory in it.
 *
 * @param name the file name of the jar or directory
 * @param jars in the order in which classes are looked for
 */
record PluginBundle(String name, List<Path> jars) {

    PluginBundle {
        jars = List.copyOf(jars);
    }

    /** The places of bundles in a plugins directory, by name; hidden files and what is neither jar nor directory are not. */
    static List<Path> placesIn(Path directory) throws IOException {
        List<Path> places = new ArrayList<>();
        for (Path path : list(directory)) {
            if (Files.isDirectory(path) || isJar(path.getFileName().toString())) {
                places.add(path);
            }
        }
        return places;
    }

    /** The bundle of a place. */
    static PluginBundle at(Path place) throws IOException {
        String name = place.getFileName().toString();
        return new PluginBundle(name, Files.isDirectory(place) ? jarsIn(place) : List.of(place));
    }

    private static List<Path> jarsIn(Path directory) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path path : list(directory)) {
            if (isJar(path.getFileName().toString())) {
                jars.add(path);
            }
        }
        return jars;
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path path : entries) {
                if (!path.getFileName().toString().startsWith(".")) {
                    paths.add(path);
                }
            }
        }
        paths.sort(null);
        return paths;
    }

    /** The state of the jars' files, which differs if one was written or replaced. */
    String stamp() {
        StringBuilder stamp = new StringBuilder();
        for (Path jar : jars) {
            stamp.append(stamp(jar)).append('\n');
        }
        return stamp.toString();
    }

    private static String stamp(Path jar) {
        try {
            return Files.readAttributes(jar, "unix:ino,size,lastModifiedTime,ctime")
                    .toString();
        } catch (IOException | UnsupportedOperationException e) { // what reads the jar says what is wrong with it
            return "unknown: " + e.getMessage();
        }
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar");
    }
}
