package io.github.kongjava.e2e.kong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.EchoUpstream;
import io.github.kongjava.e2e.http.HttpConnection;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running Kong with its plugin server, an upstream behind it, and what a test does with them. Thread-safe, apart from
 * {@link #declare}.
 */
public final class Gateway implements AutoCloseable {

    /** How many workers each Kong here has. */
    public static final int WORKERS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Gateway> RUNNING = ConcurrentHashMap.newKeySet();

    private final KongLauncher launcher;
    private final Protocol protocol;
    private final Workspace workspace;
    private final Ports ports;
    private final EchoUpstream upstream;
    private final Map<String, String> settings;
    private volatile RunningKong kong;
    private final AtomicInteger generation = new AtomicInteger();

    private Gateway(
            KongLauncher launcher,
            Protocol protocol,
            Workspace workspace,
            Ports ports,
            EchoUpstream upstream,
            Map<String, String> settings)
            throws IOException {
        this.launcher = launcher;
        this.protocol = protocol;
        this.workspace = workspace;
        this.ports = ports;
        this.upstream = upstream;
        this.settings = settings;
        this.kong = launcher.start(workspace, settings);
    }

    /**
     * Starts Kong with the lines that {@code kong-java conf} prints, and waits until Kong and the plugin server answer.
     */
    static Gateway start(KongLauncher launcher, Protocol protocol, GatewayFiles files, Queries queries)
            throws Exception {
        Workspace workspace = Workspace.create(files.plugins());
        Ports ports = Ports.free();
        EchoUpstream upstream = EchoUpstream.start();
        Files.writeString(
                workspace.declaration(), Declaration.to(upstream.port()).json(0));
        Map<String, String> settings = new KongSettings(launcher, workspace, ports, protocol).with(queries);
        Gateway gateway = new Gateway(launcher, protocol, workspace, ports, upstream, settings);
        RUNNING.add(gateway);
        gateway.awaitWorkers();
        gateway.awaitServer();
        return gateway;
    }

    /** Those that run now. */
    static Set<Gateway> running() {
        return Set.copyOf(RUNNING);
    }

    /** The protocol that Kong was told to use. */
    public Protocol protocol() {
        return protocol;
    }

    /** Where Kong listens. */
    public Ports ports() {
        return ports;
    }

    /** Its files. */
    public Workspace workspace() {
        return workspace;
    }

    /** What is behind Kong. */
    public EchoUpstream upstream() {
        return upstream;
    }

    /** The processes. */
    public RunningKong kong() {
        return kong;
    }

    /** Sends a request to the proxy, over a connection of its own. */
    public Answer send(Request request) throws IOException {
        return HttpConnection.once(ports.http(), request);
    }

    /** A GET to the proxy. */
    public Answer get(String target) throws IOException {
        return send(Request.get(target));
    }

    /** A GET to the Admin API. */
    public Answer admin(String target) throws IOException {
        return HttpConnection.once(ports.admin(), Request.get(target));
    }

    /** An empty configuration with a service to the upstream. */
    public Declaration declaration() {
        return Declaration.to(upstream.port());
    }

    /** Hands a configuration to the Admin API, whatever that answers. */
    public Answer post(Declaration declaration) throws IOException {
        byte[] json = declaration.json(generation.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        return HttpConnection.once(
                ports.admin(), Request.post("/config", json).with("Content-Type", "application/json"));
    }

    /** Makes this the configuration, also after a reload, and returns once every worker has it. */
    public void declare(Declaration declaration) throws Exception {
        Answer answer = post(declaration);
        if (answer.status() != 201) {
            throw new IllegalStateException("Kong refuses the configuration: " + answer);
        }
        Files.writeString(workspace.declaration(), declaration.json(generation.get()));
        awaitWorkers();
    }

    /** Returns once every worker serves the present configuration. */
    public void awaitWorkers() throws Exception {
        workers();
    }

    /** Stops Kong and starts it again with the present configuration; returns as soon as Kong listens. */
    public void relaunch() throws Exception {
        kong.close();
        kong = launcher.start(workspace, settings);
        Await.until("Kong listens", this::listens);
    }

    /** The same, and from now on Kong has this setting too. */
    public void relaunch(String setting, String value) throws Exception {
        settings.put(setting, value);
        relaunch();
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.http())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /** Reloads Kong and returns once new workers serve, and they alone. */
    public void reload() throws Exception {
        Set<String> before = workers();
        kong.reload();
        Await.until("new workers serve", () -> Collections.disjoint(before, workers()));
        awaitServer();
    }

    /** The workers that answered until there were enough of them with the present configuration. */
    private Set<String> workers() throws Exception {
        Set<String> current = new HashSet<>();
        String end = " " + generation.get();
        Await.until("each worker has the configuration", () -> {
            String answer = marker();
            if (answer.endsWith(end)) {
                current.add(answer);
            }
            return current.size() >= WORKERS;
        });
        return current;
    }

    private String marker() {
        try {
            return get(Declaration.MARKER).text().strip();
        } catch (IOException e) {
            return "not listening yet: " + e;
        }
    }

    /** Runs kong-java beside Kong. */
    public Outcome kongJava(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.kongJava()));
        command.addAll(List.of(arguments));
        return kong.run(command);
    }

    /** What {@code kong-java status} says. */
    public JsonNode serverStatus() throws IOException {
        return JSON.readTree(
                kongJava("status", "--json", "--socket", workspace.socket().toString())
                        .orThrow("kong-java status"));
    }

    /** Returns once the plugin server answers, with what it says. */
    public JsonNode awaitServer() throws Exception {
        return Await.value("the plugin server answers", () -> {
            Outcome outcome =
                    kongJava("status", "--json", "--socket", workspace.socket().toString());
            return outcome.exitCode() == 0 ? Optional.of(JSON.readTree(outcome.out())) : Optional.empty();
        });
    }

    /** The plugin server's resident memory, as Linux tells it. */
    public String serverMemory() throws IOException {
        List<String> command =
                List.of("grep", "VmRSS", "/proc/" + serverStatus().path("Pid").asText() + "/status");
        return kong.run(command).orThrow(command).replaceAll("\\D+", "") + " KiB";
    }

    @Override
    public void close() throws IOException {
        RUNNING.remove(this);
        try (upstream) {
            kong.close();
        } finally {
            workspace.delete();
        }
    }

    @Override
    public String toString() {
        return protocol.kongName();
    }
}
