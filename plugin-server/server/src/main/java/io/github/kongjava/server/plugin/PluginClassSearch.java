package io.github.kongjava.server.plugin;

import io.github.kongjava.pdk.KongPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the names of the classes in a jar that are annotated {@link KongPlugin}, without loading any. An index file, {@value
 * #INDEX}, with a class name on each line saves reading all classes of a large jar.
 */
final class PluginClassSearch {

    /** The index file; {@code #} begins a comment. */
    static final String INDEX = "META-INF/kong-java/plugins";

    private static final String DESCRIPTOR = "L" + KongPlugin.class.getName().replace('.', '/') + ";";

    private PluginClassSearch() {}

    /** The names in the jar's index; none if it has no index. */
    static List<String> indexed(PluginJar jar) throws IOException {
        List<String> names = new ArrayList<>();
        JarEntry entry = jar.entry(INDEX);
        if (entry == null) {
            return names;
        }
        for (String line :
                new String(jar.read(entry), StandardCharsets.UTF_8).lines().toList()) {
            String name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * The names of the annotated classes, in the order of the jar.
     *
     * @param unreadable is told of classes that seem to be plugins and cannot be read
     * @throws IOException if the jar cannot be read
     */
    static List<String> scan(PluginJar jar, Unreadable unreadable) throws IOException {
        List<String> names = new ArrayList<>();
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            String path = entry.getName();
            if (path.endsWith(".class") && !path.startsWith("META-INF/")) {
                String name =
                        path.substring(0, path.length() - ".class".length()).replace('/', '.');
                if (isPlugin(name, jar.read(entry), unreadable)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Is told of a class that cannot be read, and why. */
    interface Unreadable {
        void tell(String className, String message);
    }

    private static boolean isPlugin(String name, byte[] classFile, Unreadable unreadable) {
        if (!new String(classFile, StandardCharsets.ISO_8859_1).contains(DESCRIPTOR)) {
            return false;
        }
        AnnotationSearch search = new AnnotationSearch();
        try {
            new ClassReader(classFile)
                    .accept(search, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) { // ASM throws any of these for a file that is damaged or too new
            unreadable.tell(name, "the class file is damaged, or newer than this server can read: " + e.getMessage());
            return false;
        }
        return search.found;
    }

    private static final class AnnotationSearch extends ClassVisitor {

        private boolean found;

        AnnotationSearch() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            found |= descriptor.equals(DESCRIPTOR);
            return null;
        }
    }
}
