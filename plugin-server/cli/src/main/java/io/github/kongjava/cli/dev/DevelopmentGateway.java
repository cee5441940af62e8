package io.github.kongjava.cli.dev;

import com.sun.net.httpserver.HttpServer;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.simulation.PluginRunner;
import io.github.kongjava.testkit.simulation.SimulatedGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 reverse proxy that plays Kong's part towards a plugin server, for trying plugins without Kong. It is no
 * substitute for Kong, and says so when it starts. Thread safe.
 */
public final class DevelopmentGateway implements AutoCloseable {

    private static final long LOOK_AT_FILE_MILLIS = 300;

    private final DevelopmentOptions options;
    private final HttpServer server;
    private final Map<Protocol, KongWorker> workers = new EnumMap<>(Protocol.class);
    private final PluginRunner runner;
    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile SimulatedGateway gateway;
    private String text = "";

    private DevelopmentGateway(DevelopmentOptions options) throws IOException, InvalidConfigException {
        this.options = options;
        for (Protocol protocol : Protocol.values()) {
            workers.put(protocol, KongWorker.connect(options.socket(), protocol));
        }
        this.runner = new PluginRunner(protocol -> java.util.Objects.requireNonNull(workers.get(protocol)));
        Declared declared = GatewayConfig.allPlugins(options.plugins());
        if (options.config().isPresent()) {
            text = Files.readString(options.config().get());
            declared = read(options.config().get(), text);
        }
        declared.warnings().forEach(options.log());
        this.gateway = GatewayConfig.gateway(declared, runner, options.log());
        this.server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
    }

    /**
     * Starts a gateway; it answers requests when this method returns.
     *
     * @throws InvalidConfigException if the file is wrong; the message names file, line and field
     * @throws IOException if the file cannot be read or the address cannot be listened on
     */
    public static DevelopmentGateway start(DevelopmentOptions options) throws IOException, InvalidConfigException {
        DevelopmentGateway gateway = new DevelopmentGateway(options);
        gateway.open();
        return gateway;
    }

    private void open() {
        server.createContext(
                "/", new GatewayHandler(() -> gateway, new EchoUpstream(new HttpUpstream()), options.log()));
        server.setExecutor(requests);
        server.start();
        options.config().ifPresent(this::watch);
        options.log()
                .accept("development gateway on http://" + options.host() + ":" + port()
                        + " - for trying plugins; it is no substitute for Kong");
    }

    private void watch(Path file) {
        Thread thread = new Thread(
                () -> {
                    while (!closed()) {
                        look(file);
                    }
                },
                "kong-java-config");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it is time to look at the file again; whether the gateway was closed meanwhile. */
    private boolean closed() {
        try {
            return closing.await(LOOK_AT_FILE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private Declared read(Path file, String content) throws InvalidConfigException {
        return DeclarativeFile.read(file.toString(), content, options.plugins());
    }

    /** Takes up a change of the file; a broken file changes nothing. */
    private void look(Path file) {
        try {
            String now = Files.readString(file);
            if (now.equals(text)) {
                return;
            }
            text = now;
            Declared declared = read(file, now);
            declared.warnings().forEach(options.log());
            gateway = GatewayConfig.gateway(declared, runner, options.log());
            runner.keepOnly(declared.plugins());
            options.log().accept(file + " was read anew");
        } catch (InvalidConfigException e) {
            options.log().accept(e.getMessage() + " - what was configured before stays");
        } catch (IOException | RuntimeException e) {
            options.log().accept("cannot read " + file + " (" + e + ") - what was configured before stays");
        }
    }

    /** Stops listening and lets go of the plugin server; requests in flight are cut off. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        requests.shutdownNow();
        workers.values().forEach(KongWorker::close);
    }
}
