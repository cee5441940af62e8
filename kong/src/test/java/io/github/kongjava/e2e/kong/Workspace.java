package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of one Kong: plugins, configuration, socket. Kong's workers may run as another user than the suite.
 *
 * @param directory below the directory for temporary files
 */
public record Workspace(Path directory) {

    /** An empty one with the plugins in it. */
    static Workspace create(List<Path> plugins) throws IOException {
        Workspace workspace = new Workspace(Files.createTempDirectory("kj-e2e"));
        open(workspace.directory, "rwxr-xr-x");
        Files.createDirectories(workspace.plugins());
        Files.createDirectories(workspace.run());
        open(workspace.run(), "rwxrwxrwx");
        for (Path plugin : plugins) {
            copy(plugin, workspace.plugins());
        }
        return workspace;
    }

    /** A file, or a directory with all that is in it. */
    private static void copy(Path from, Path into) throws IOException {
        Path copy = into.resolve(from.getFileName());
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    copy(file, copy);
                }
            }
        }
    }

    private static void open(Path directory, String permissions) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    /** The plugins directory. */
    public Path plugins() {
        return directory.resolve("plugins");
    }

    /** The plugin server's socket. */
    public Path socket() {
        return run().resolve("s");
    }

    /** What the processes beside Kong write into; everybody may. */
    Path run() {
        return directory.resolve("run");
    }

    /** The query documents. */
    public Path documents() {
        return run().resolve("documents");
    }

    /** What declarative_config names. */
    public Path declaration() {
        return directory.resolve("kong.json");
    }

    void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
