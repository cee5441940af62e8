package io.github.kongjava.cli;

import java.nio.file.Path;

/**
 * The command's entry. Kong waits for every query command, at each start and reload, so {@code dump} goes a short way: no
 * picocli, no logging, no lambdas before its work is done. What that way does not understand goes the long one.
 */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its exit code: 0, 1 for a failure, 2 for wrong usage. */
    public static void main(String[] args) throws Exception {
        System.exit(run(args));
    }

    private static int run(String[] args) throws Exception {
        if (args.length > 0 && (args[0].equals("dump") || args[0].equals("-dump"))) {
            Dump dump = Dump.parse(args);
            if (dump != null) {
                return dump.run(System.out, System.err);
            }
            args[0] = "dump";
        }
        if (args.length == 2 && args[0].equals("rehearse")) {
            return new Rehearsal(Path.of(args[1])).run();
        }
        return KongJava.run(args);
    }
}
