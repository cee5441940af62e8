package io.github.kongjava.cli;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.schema.KongVersion;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import io.github.kongjava.testkit.StartResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process that does what a query and a server do, up to the first request in each protocol. The build runs it once: the
 * classes that it loads go into the distribution's class-data archive. Nobody else has a use for it, so no help names it.
 */
final class Rehearsal {

    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 100;

    private final Path socket;

    Rehearsal(Path socket) {
        this.socket = socket;
    }

    /** Runs it; 0 if every step was taken. The server ends with the process. */
    int run() throws IOException, InterruptedException {
        Dump query =
                new Dump(Home.plugins(), Optional.empty(), KongVersion.DEFAULT, Optional.empty(), Optional.empty());
        if (query.run(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), System.err)
                != 0) {
            return 1;
        }
        Thread server = new Thread(() -> KongJava.run("serve", "--socket", socket.toString()), "rehearsed-server");
        server.setDaemon(true);
        server.start();
        if (!listening(server)) {
            System.err.println("kong-java: the rehearsed server does not listen on " + socket);
            return 1;
        }
        try (PluginCatalogue catalogue = PluginCatalogue.ofDirectory(Home.plugins())) {
            for (Protocol protocol : Protocol.values()) {
                raiseEvents(protocol, catalogue.descriptors());
            }
        }
        return 0;
    }

    private boolean listening(Thread server) throws InterruptedException {
        for (int i = 0; i < TRIES && server.isAlive(); i++) {
            if (Files.exists(socket)) {
                return true;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    private void raiseEvents(Protocol protocol, List<PluginDescriptor> plugins) throws IOException {
        try (KongWorker worker = KongWorker.connect(socket, protocol)) {
            for (PluginDescriptor plugin : plugins) {
                // One that needs a configuration refuses; its refusal is as good a rehearsal.
                if (worker.startInstance(plugin.name(), "{}") instanceof StartResult.Started started) {
                    for (Phase phase : plugin.phases()) {
                        worker.event(started.instance(), phase, PdkAnswers.nil());
                    }
                    worker.closeInstance(started.instance());
                }
            }
        }
    }
}
