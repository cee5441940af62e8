package io.github.kongjava.e2e.kong;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.HttpConnection;
import io.github.kongjava.e2e.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Kong with kong.conf and kong.yml as they are shipped, but for places: where things are, and where Kong listens. */
public final class ShippedKong implements AutoCloseable {

    private final Path files;
    private final Workspace workspace;
    private final Ports ports;
    private final RunningKong kong;

    private ShippedKong(Path files, Workspace workspace, Ports ports, RunningKong kong) {
        this.files = files;
        this.workspace = workspace;
        this.ports = ports;
        this.kong = kong;
    }

    /**
     * Starts it.
     *
     * @param files the directory with kong.conf
     */
    public static ShippedKong start(Path files) throws IOException {
        KongLauncher launcher = Suite.launcher();
        Workspace workspace = Workspace.create(List.of());
        Ports ports = Ports.free();
        Map<String, String> settings = settings(files, launcher, workspace);
        settings.put("proxy_listen", "127.0.0.1:" + ports.http());
        settings.put("admin_listen", "127.0.0.1:" + ports.admin());
        settings.put("admin_gui_listen", "off");
        settings.put("anonymous_reports", "off");
        return new ShippedKong(files, workspace, ports, launcher.start(workspace, settings));
    }

    private static Map<String, String> settings(Path files, KongLauncher launcher, Workspace workspace)
            throws IOException {
        String home = launcher.kongJava().replace("/bin/kong-java", "");
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : Files.readAllLines(files.resolve("kong.conf"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] setting = line.split(" = ", 2);
                settings.put(
                        setting[0],
                        setting[1].replace("/opt/kong-java", home).replace("/usr/local/kong/", workspace.run() + "/"));
            }
        }
        return settings;
    }

    /** A GET to the proxy. */
    public Answer get(String target) throws IOException {
        return HttpConnection.once(ports.http(), Request.get(target));
    }

    /** Whether the answer of a GET to the proxy has this header; false as long as nobody listens. */
    public boolean answers(String target, String header, String value) {
        try {
            return get(target).header(header).filter(value::equals).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs one of the scripts for the Admin API, on this host. */
    public Outcome admin(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "ADMIN_URL=http://127.0.0.1:" + ports.admin(),
                "/bin/sh",
                files.resolve("admin").resolve(script).toString()));
        command.addAll(List.of(arguments));
        return HostCommand.run(command);
    }

    /** A file of its own with this text. */
    public Path write(String name, String text) throws IOException {
        return Files.writeString(workspace.directory().resolve(name), text);
    }

    @Override
    public void close() throws IOException {
        try {
            kong.close();
        } finally {
            workspace.delete();
        }
    }
}
