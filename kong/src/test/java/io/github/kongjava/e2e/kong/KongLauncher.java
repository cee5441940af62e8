package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A way to a real Kong. */
public interface KongLauncher {

    /** Which Kong it is, for people. */
    String description();

    /** The path of the command kong-java where this Kong runs. */
    String kongJava();

    /** Runs a command where this Kong would run, without it. Paths of the workspace are the same there. */
    Outcome run(Workspace workspace, List<String> command) throws IOException;

    /** Starts Kong with these settings of kong.conf. */
    RunningKong start(Workspace workspace, Map<String, String> settings) throws IOException;
}
