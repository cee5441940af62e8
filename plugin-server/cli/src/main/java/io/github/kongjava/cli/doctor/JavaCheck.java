package io.github.kongjava.cli.doctor;

import java.nio.file.Path;
import java.util.List;

/**
 * Which Java runs this; the launcher takes the same one for the server.
 *
 * @param version of the running Java
 * @param home of the running Java
 * @param distribution the directory of the distribution
 */
public record JavaCheck(Runtime.Version version, Path home, Path distribution) implements Check {

    private static final int OLDEST = 17;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        if (version.feature() < OLDEST) {
            findings.fail("Java " + version + " in " + home + " is too old", "install Java 17 or later");
        } else if (home.startsWith(distribution)) {
            findings.ok("Java " + version + ", the distribution's own");
        } else {
            findings.ok("Java " + version + " in " + home + "; Kong starts the server without JAVA_HOME and PATH,"
                    + " so it must be there for Kong, too");
        }
        return findings.list();
    }
}
