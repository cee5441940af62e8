package io.github.kongjava.server.plugin;

import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Rewrites plugin classes as they are loaded, so that calls and method references to {@code System.exit}, {@code
 * Runtime.exit} and {@code Runtime.halt} throw {@link PluginExitAttempt}. Java 24 and later have no security manager that
 * could forbid them.
 *
 * <p>A guard against mistakes and careless libraries, not against malice: reflection, method handles looked up by name and
 * native code get round it. Kong starts the server again if one does.
 */
final class ExitGuard {

    private ExitGuard() {}

    /** The class file with guarded calls; the same array if it has none. */
    static byte[] guard(byte[] classFile) {
        if (!names(classFile, "exit") && !names(classFile, "halt")) {
            return classFile;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ExitRewriter(writer), 0);
        return writer.toByteArray();
    }

    /** Whether the constant pool has the text; the bytes elsewhere seldom look like it, and then nothing is lost. */
    private static boolean names(byte[] classFile, String text) {
        String constant = "\u0001\u0000" + (char) text.length() + text;
        return new String(classFile, StandardCharsets.ISO_8859_1).contains(constant);
    }
}
