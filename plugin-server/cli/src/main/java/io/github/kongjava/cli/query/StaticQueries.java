package io.github.kongjava.cli.query;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.plugin.QueryDocument;
import io.github.kongjava.server.schema.KongVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory of query documents, one a plugin, named after it. Kong may read while they are written: each file is replaced
 * as a whole.
 *
 * @param directory where they are
 */
public record StaticQueries(Path directory) {

    private static final String SUFFIX = ".json";

    /** Makes the path absolute: Kong's working directory is another one. */
    public StaticQueries {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The document of a plugin; plugin names have no characters that file names cannot have. */
    public Path file(String plugin) {
        return directory.resolve(plugin + SUFFIX);
    }

    /** The command that writes the documents. */
    public String writtenBy() {
        return "kong-java dump --all --out " + directory;
    }

    /**
     * Writes a plugin's document, readable for everybody, and makes the directory if there is none.
     *
     * @return the file
     */
    public Path write(PluginDescriptor plugin, Optional<Protocol> protocol, KongVersion version) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new QueryDocument(List.of(plugin), protocol, Optional.empty(), version).writeStatic(content);
        Files.createDirectories(directory);
        Path file = file(plugin.name());
        Path temporary = Files.createTempFile(directory, "." + plugin.name(), ".new");
        try {
            Files.write(temporary, content.toByteArray());
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }

    /** The plugins that have a document here, by name; none if there is no such directory. */
    public List<String> plugins() throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (!name.startsWith(".")) {
                        names.add(name.substring(0, name.length() - SUFFIX.length()));
                    }
                }
            }
        }
        names.sort(null);
        return names;
    }

    /** Those of {@link #plugins()} that are not among the given ones. */
    public List<String> withoutPluginIn(List<PluginDescriptor> plugins) throws IOException {
        List<String> names = plugins();
        for (PluginDescriptor plugin : plugins) {
            names.remove(plugin.name());
        }
        return names;
    }

    /** Whether the document of that name was written by {@link #write}, and so may be removed. */
    public boolean isOurs(String plugin) throws IOException {
        try {
            StaticQueryDocument document = StaticQueryDocument.read(file(plugin));
            return document.isStamped() && document.plugin("Name").asText().equals(plugin);
        } catch (InvalidDocumentException e) {
            return false;
        }
    }

    /** Removes a plugin's document. */
    public void remove(String plugin) throws IOException {
        Files.deleteIfExists(file(plugin));
    }
}
