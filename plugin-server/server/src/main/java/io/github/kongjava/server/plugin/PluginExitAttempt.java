package io.github.kongjava.server.plugin;

/**
 * A plugin tried to end the Java process, which serves all plugins. Thrown in place of {@code System.exit}, {@code
 * Runtime.exit} and {@code Runtime.halt}: {@link ExitGuard} makes plugin classes call the methods here.
 *
 * <p>It is a {@link SecurityException}, as from the security managers of older Java versions, so libraries that are ready
 * for those are ready for this.
 */
@SuppressWarnings("DoNotCallSuggester") // nobody calls them in source: rewritten classes do
public final class PluginExitAttempt extends SecurityException {

    private static final long serialVersionUID = 1L;

    private PluginExitAttempt(String call, int status) {
        super("a plugin called " + call + " with status " + status
                + "; a plugin cannot end the plugin server, let it throw an exception instead");
    }

    /** Stands for {@link System#exit(int)}; always throws. */
    public static void systemExit(int status) {
        throw new PluginExitAttempt("System.exit", status);
    }

    /** Stands for {@link Runtime#exit(int)}; always throws. */
    public static void runtimeExit(Runtime runtime, int status) {
        throw new PluginExitAttempt("Runtime.exit", status);
    }

    /** Stands for {@link Runtime#halt(int)}; always throws. */
    public static void runtimeHalt(Runtime runtime, int status) {
        throw new PluginExitAttempt("Runtime.halt", status);
    }
}
