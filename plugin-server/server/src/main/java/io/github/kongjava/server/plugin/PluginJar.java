package io.github.kongjava.server.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An open jar of a plugin. Multi-release jars show what fits the running Java. Signatures are not checked: who can write to
 * the plugins directory can run code anyway. Thread safe.
 */
final class PluginJar implements Closeable {

    private static final int MAX_ENTRY_BYTES = 32 * 1024 * 1024;

    private final Path path;
    private final URL url;
    private final JarFile file;

    private PluginJar(Path path, URL url, JarFile file) {
        this.path = path;
        this.url = url;
        this.file = file;
    }

    static PluginJar open(Path path) throws IOException {
        JarFile file = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
        return new PluginJar(path, path.toUri().toURL(), file);
    }

    Path path() {
        return path;
    }

    URL url() {
        return url;
    }

    @Nullable
    JarEntry entry(String name) {
        return file.getJarEntry(name);
    }

    Enumeration<JarEntry> entries() {
        return file.entries();
    }

    InputStream open(JarEntry entry) throws IOException {
        return file.getInputStream(entry);
    }

    /** A class or an index; what is larger than any of them is not read into memory. */
    byte[] read(JarEntry entry) throws IOException {
        try (InputStream in = open(entry)) {
            byte[] content = in.readNBytes(MAX_ENTRY_BYTES + 1);
            if (content.length > MAX_ENTRY_BYTES) {
                throw new IOException(entry.getName() + " is larger than " + MAX_ENTRY_BYTES + " bytes");
            }
            return content;
        }
    }

    /** Whether there are jars in the jar, whose classes no class loader here sees. */
    boolean hasNestedJars() {
        return file.stream().anyMatch(entry -> entry.getName().endsWith(".jar"));
    }

    /** Defines a package with what the manifest says of the jar, which libraries show as their version. */
    void definePackage(String name, PackageDefiner definer) {
        Attributes main = new Attributes();
        try {
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                main = manifest.getMainAttributes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest of " + path, e);
        }
        definer.define(
                name,
                main.getValue(Attributes.Name.SPECIFICATION_TITLE),
                main.getValue(Attributes.Name.SPECIFICATION_VERSION),
                main.getValue(Attributes.Name.SPECIFICATION_VENDOR),
                main.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
                main.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                main.getValue(Attributes.Name.IMPLEMENTATION_VENDOR),
                null);
    }

    /** {@link ClassLoader}'s own protected method. */
    interface PackageDefiner {
        Package define(
                String name,
                @Nullable String specTitle,
                @Nullable String specVersion,
                @Nullable String specVendor,
                @Nullable String implTitle,
                @Nullable String implVersion,
                @Nullable String implVendor,
                @Nullable URL sealBase);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
