package io.github.kongjava.server.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads a plugin's classes from its jars, in their order, each passed through {@link ExitGuard}. What {@link
 * VisibleToPlugins} has comes first. Thread safe.
 */
final class PluginClassLoader extends ClassLoader implements Closeable {

    static {
        registerAsParallelCapable();
    }

    private final List<PluginJar> jars;

    /**
     * Over open jars, which it closes.
     *
     * @param name shown in stack traces: {@code hello.jar//com.example.Hello.access}
     */
    PluginClassLoader(String name, List<PluginJar> jars) {
        super(name, VisibleToPlugins.INSTANCE);
        this.jars = List.copyOf(jars);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        for (PluginJar jar : jars) {
            JarEntry entry = jar.entry(path);
            if (entry != null) {
                return define(name, jar, entry);
            }
        }
        throw new ClassNotFoundException(name + " is neither in " + getName()
                + ", nor in the PDK, nor in the JDK; put the jar that has it beside the plugin's jar");
    }

    private Class<?> define(String name, PluginJar jar, JarEntry entry) throws ClassNotFoundException {
        byte[] classFile;
        try {
            classFile = guard(name, jar.read(entry));
        } catch (IOException e) {
            throw new ClassNotFoundException("cannot read " + entry.getName() + " from " + jar.path(), e);
        }
        definePackageOf(name, jar);
        CodeSource source = new CodeSource(jar.url(), (Certificate[]) null);
        return defineClass(name, classFile, 0, classFile.length, new ProtectionDomain(source, null, this, null));
    }

    private static byte[] guard(String name, byte[] classFile) {
        try {
            return ExitGuard.guard(classFile);
        } catch (RuntimeException e) {
            ClassFormatError error = new ClassFormatError(name + " is no class file that this server can read");
            error.initCause(e);
            throw error;
        }
    }

    private void definePackageOf(String className, PluginJar jar) {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (name.isEmpty() || getDefinedPackage(name) != null) {
            return;
        }
        try {
            jar.definePackage(name, this::definePackage);
        } catch (IllegalArgumentException e) {
            if (getDefinedPackage(name) == null) {
                throw e;
            } // else another thread was quicker
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        for (PluginJar jar : jars) {
            JarEntry entry = jar.entry(name);
            if (entry != null) {
                return url(jar, entry);
            }
        }
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> urls = new ArrayList<>();
        for (PluginJar jar : jars) {
            JarEntry entry = jar.entry(name);
            if (entry != null) {
                urls.add(url(jar, entry));
            }
        }
        return Collections.enumeration(urls);
    }

    /** Reads from the open jar: the way by a URL would open it once more. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        if (getParent().getResource(name) != null) {
            return getParent().getResourceAsStream(name);
        }
        try {
            for (PluginJar jar : jars) {
                JarEntry entry = jar.entry(name);
                if (entry != null) {
                    return jar.open(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from " + getName(), e);
        }
        return null;
    }

    private static URL url(PluginJar jar, JarEntry entry) {
        try {
            String path = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
            return URI.create("jar:" + jar.url() + "!" + path).toURL();
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException("no URL can be made of " + entry.getName() + " in " + jar.path(), e);
        }
    }

    /** Closes the jars; classes that are loaded go on to work. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (PluginJar jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
