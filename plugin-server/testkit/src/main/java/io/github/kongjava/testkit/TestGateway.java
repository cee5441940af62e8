package io.github.kongjava.testkit;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.testkit.simulation.ClientRequest;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin;
import io.github.kongjava.testkit.simulation.ConfiguredPlugin.Scope;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import io.github.kongjava.testkit.simulation.PluginConfigs;
import io.github.kongjava.testkit.simulation.PluginRunner;
import io.github.kongjava.testkit.simulation.Router;
import io.github.kongjava.testkit.simulation.SimulatedGateway;
import io.github.kongjava.testkit.simulation.SimulatedNode;
import io.github.kongjava.testkit.simulation.Upstream;
import io.github.kongjava.testkit.simulation.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A gateway for the tests of plugins: a real plugin server on a real socket, and a simulated Kong that takes requests through
 * all phases of the plugins. It starts within a tenth of a second.
 *
 * <pre>{@code
 * try (TestGateway gateway = TestGateway.of(Hello.class)) {
 *     gateway.configure("hello", "{\"message\": \"good day\"}");
 *     TestAnswer answer = gateway.get("/", new Header("host", "example.com"));
 *     assertThat(answer.header("x-hello-from-java")).contains("good day to example.com");
 * }
 * }</pre>
 *
 * Every request has the one route of this gateway. Any number of threads may send at once.
 */
public final class TestGateway implements AutoCloseable {

    private final Path directory;
    private final PluginCatalogue catalogue;
    private final PluginServer server;
    private final KongWorker worker;
    private final PluginRunner runner;
    private final Protocol protocol;
    private final ConcurrentMap<String, ConfiguredPlugin> configured = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Upstream upstream = TestUpstream::answer;
    private volatile List<Entity> consumers = List.of();
    private volatile Set<String> upstreams = Set.of();

    private TestGateway(Protocol protocol, List<Class<?>> plugins) throws IOException {
        this.protocol = protocol;
        directory = Files.createTempDirectory("kong-java-test");
        catalogue = PluginCatalogue.ofClasses(plugins);
        if (!catalogue.problems().isEmpty()) {
            throw new IllegalArgumentException(catalogue.problems().toString());
        }
        server = PluginServer.start(ServerOptions.onSocket(directory.resolve("s")), catalogue);
        worker = KongWorker.connect(server.socket(), protocol);
        runner = new PluginRunner(any -> worker);
    }

    /**
     * A gateway that serves the plugins with ProtoBuf. None is active before {@link #configure}.
     *
     * @throws IllegalArgumentException if a class is no plugin
     */
    public static TestGateway of(Class<?>... plugins) {
        return of(Protocol.PROTOBUF, plugins);
    }

    /** Like {@link #of(Class[])}, with either protocol, whatever the plugins ask for. */
    public static TestGateway of(Protocol protocol, Class<?>... plugins) {
        try {
            return new TestGateway(protocol, List.of(plugins));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a plugin server for the test", e);
        }
    }

    /**
     * Enables a plugin, or gives it a new configuration; fields that are not given have the schema's defaults.
     *
     * @param plugin the plugin's name
     * @param config the configuration's fields as a JSON object
     */
    public void configure(String plugin, String config) {
        OfferedPlugin offered = catalogue
                .find(plugin)
                .map(OfferedPlugin::of)
                .orElseThrow(() -> new IllegalArgumentException("no plugin " + plugin + " here"))
                .over(protocol);
        String id =
                UUID.nameUUIDFromBytes(plugin.getBytes(StandardCharsets.UTF_8)).toString();
        configured.put(plugin, PluginConfigs.configured(offered, id, config, Scope.global()));
    }

    /** Disables a plugin and closes its instance. */
    public void disable(String plugin) {
        configured.remove(plugin);
        runner.keepOnly(List.copyOf(configured.values()));
    }

    /** The consumers that this gateway knows from now on. */
    public void consumers(TestConsumer... known) {
        consumers = java.util.Arrays.stream(known).map(TestConsumer::entity).toList();
    }

    /** The names of the upstream entities that this gateway knows from now on. */
    public void upstreams(String... names) {
        upstreams = Set.of(names);
    }

    /** What answers the requests that pass, instead of an empty 200. */
    public void upstream(Upstream other) {
        upstream = other;
    }

    /** Sends a GET without body. */
    public TestAnswer get(String target, Header... headers) {
        return send(ClientRequest.get(target, headers));
    }

    /** Takes a request through all phases, the log phase included. */
    public TestAnswer send(ClientRequest request) {
        AtomicReference<UpstreamRequest> seen = new AtomicReference<>();
        SimulatedGateway.Done done = gateway().proxy(request, toUpstream -> {
            seen.set(toUpstream);
            return upstream.send(toUpstream);
        });
        try {
            return TestAnswer.of(done, Optional.ofNullable(seen.get()));
        } finally {
            done.log();
        }
    }

    /** The failures of plugins so far, a line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private SimulatedGateway gateway() {
        SimulatedNode bare = SimulatedNode.bare();
        SimulatedNode node = new SimulatedNode(bare.id(), bare.hostname(), bare.trustedIps(), consumers, upstreams);
        Router router = new Router(List.of(TestUpstream.route()), List.of(TestUpstream.service()));
        return new SimulatedGateway(node, router, List.copyOf(configured.values()), runner, failures::add);
    }

    /** Ends the server and removes its socket. */
    @Override
    public void close() {
        worker.close();
        server.close();
        try {
            catalogue.close();
            Files.deleteIfExists(server.socket());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what the test's server left in " + directory, e);
        }
    }
}
