package io.github.kongjava.server.plugin;

/**
 * The parent of all plugin class loaders: the JDK's classes, the PDK, jspecify's annotations and {@link PluginExitAttempt}.
 * The server's own libraries are not seen, so a plugin brings any version of them that it likes.
 */
final class VisibleToPlugins extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    static final ClassLoader INSTANCE = new VisibleToPlugins(VisibleToPlugins.class.getClassLoader());

    private final ClassLoader server;

    private VisibleToPlugins(ClassLoader server) {
        super("visible to plugins", getPlatformClassLoader());
        this.server = server;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("io.github.kongjava.pdk.")
                || name.startsWith("org.jspecify.")
                || name.equals(PluginExitAttempt.class.getName())) {
            return server.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
