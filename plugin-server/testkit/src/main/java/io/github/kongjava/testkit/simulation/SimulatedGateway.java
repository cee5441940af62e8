package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.PluginRunner.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes requests through rewrite, router, access, upstream, response and log, with the plugins of a plugin server, as Kong
 * does. Immutable but for the instances that its {@link PluginRunner} keeps; any number of threads may use it.
 */
public final class SimulatedGateway {

    private final SimulatedNode node;
    private final Router router;
    private final PluginChain plugins;
    private final PluginRunner runner;
    private final Consumer<String> errors;

    /** With what is configured; {@code errors} gets a line for each failure of a plugin. */
    public SimulatedGateway(
            SimulatedNode node,
            Router router,
            List<ConfiguredPlugin> plugins,
            PluginRunner runner,
            Consumer<String> errors) {
        this.node = node;
        this.router = router;
        this.plugins = new PluginChain(plugins);
        this.runner = runner;
        this.errors = errors;
    }

    /** A request whose answer is known; {@link #log()} ends it when the client has that. */
    public final class Done {

        private final Exchange exchange;
        private final GatewayResponse response;

        private Done(Exchange exchange, GatewayResponse response) {
            this.exchange = exchange;
            this.response = response;
        }

        /** What the client gets. */
        public GatewayResponse response() {
            return response;
        }

        /** The request as it was at its end. */
        public Exchange exchange() {
            return exchange;
        }

        /** Runs the log phase and removes what the request left on disk. */
        public void log() {
            try (exchange) {
                for (String name : plugins.names()) {
                    plugins.find(name, Phase.LOG, exchange).ifPresent(plugin -> run(plugin, Phase.LOG, exchange));
                }
            }
        }
    }

    /** Takes the request up to the answer. */
    public Done proxy(ClientRequest request, Upstream upstream) {
        Exchange exchange = new Exchange(node, request);
        Supplier<GatewayResponse> answer = () -> own(exchange);
        if (!phase(Phase.REWRITE, exchange)) {
            return new Done(exchange, answer.get());
        }
        Optional<Router.Match> match = router.match(exchange);
        if (match.isEmpty()) {
            Exits.own(exchange, 404, "no Route matched with those values", Source.EXIT);
            return new Done(exchange, answer.get());
        }
        Router.Match found = match.get();
        exchange.routed(found.route(), found.service(), found.captures(), found.prefix());
        exchange.nginx.put("delay_response", new Value.Bool(true));
        boolean goesOn = phase(Phase.ACCESS, exchange);
        exchange.nginx.remove("delay_response");
        if (!goesOn) {
            return new Done(exchange, answer.get());
        }
        if (exchange.target.host.isEmpty()) {
            Exits.own(exchange, 503, "no Service found with those values", Source.EXIT);
            return new Done(exchange, answer.get());
        }
        return new Done(exchange, proxied(exchange, upstream));
    }

    private GatewayResponse proxied(Exchange exchange, Upstream upstream) {
        long sent = System.currentTimeMillis();
        boolean buffered = exchange.buffering || plugins.buffers(exchange);
        Source noAnswer = buffered ? Source.EXIT : Source.ERROR;
        exchange.nginx.put("KONG_UPSTREAM_DNS_START", new Value.Whole(sent));
        exchange.nginx.put("KONG_PROXIED", new Value.Bool(true));
        try {
            UpstreamResponse response = upstream.send(exchange.upstreamRequest());
            long latency = System.currentTimeMillis() - sent;
            exchange.nginx.put("KONG_WAITING_TIME", new Value.Whole(latency));
            byte[] body = buffered ? whole(response.body()) : new byte[0];
            if (buffered) {
                exchange.nginx.put("buffered_status", new Value.Whole(response.status()));
            }
            exchange.answered(response.status(), endToEnd(response.headers()), body, buffered);
            if (buffered && !phase(Phase.RESPONSE, exchange)) {
                return own(exchange);
            }
            addKongHeaders(exchange, sent, latency);
            InputStream rest = buffered ? new java.io.ByteArrayInputStream(exchange.responseBody) : response.body();
            return new GatewayResponse(exchange.status, exchange.responseHeaders.lines(), rest);
        } catch (UnknownHostException e) {
            exchange.nginx.remove("KONG_PROXIED");
            Exits.own(exchange, 503, "name resolution failed", Source.EXIT);
            return own(exchange);
        } catch (SocketTimeoutException e) {
            Exits.own(exchange, 504, ErrorDocument.message(504), noAnswer);
            return own(exchange);
        } catch (IOException e) {
            errors.accept("upstream " + exchange.target.host + ":" + exchange.target.port + " failed: " + e);
            Exits.own(exchange, 502, ErrorDocument.message(502), noAnswer);
            return own(exchange);
        }
    }

    private static byte[] whole(InputStream body) throws IOException {
        try (body) {
            return body.readAllBytes();
        }
    }

    private static List<Header> endToEnd(List<Header> headers) {
        Set<String> dropped = Target.named(new Headers(headers).all("connection"));
        return headers.stream()
                .filter(line -> !dropped.contains(line.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static void addKongHeaders(Exchange exchange, long sent, long upstreamLatency) {
        Headers headers = exchange.responseHeaders;
        headers.set("X-Kong-Upstream-Latency", Long.toString(upstreamLatency));
        headers.set("X-Kong-Proxy-Latency", Long.toString(sent - exchange.startMillis));
        headers.set("Via", "1.1 " + ErrorDocument.SERVER);
        headers.set("X-Kong-Request-Id", exchange.requestId);
    }

    private static GatewayResponse own(Exchange exchange) {
        Headers headers = exchange.responseHeaders;
        headers.set("X-Kong-Response-Latency", Long.toString(System.currentTimeMillis() - exchange.startMillis));
        headers.set("Server", ErrorDocument.SERVER);
        headers.set("X-Kong-Request-Id", exchange.requestId);
        return GatewayResponse.of(exchange.status, headers, exchange.responseBody);
    }

    /** Runs a phase of all plugins; false if one has answered or failed, so that there is an answer. */
    private boolean phase(Phase phase, Exchange exchange) {
        for (String name : plugins.names()) {
            Optional<ConfiguredPlugin> plugin = plugins.find(name, phase, exchange);
            if (plugin.isPresent() && !run(plugin.get(), phase, exchange)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(ConfiguredPlugin plugin, Phase phase, Exchange exchange) {
        Outcome outcome = runner.run(plugin, phase, exchange);
        String where = "plugin " + plugin.name() + " in " + phase.kongName() + ": ";
        if (outcome instanceof Outcome.PassesOn passes) {
            errors.accept(where + passes.why() + " (the request passes)");
        }
        if (outcome instanceof Outcome.Failed failed) {
            errors.accept(where + failed.why());
            if (phase != Phase.LOG) {
                Exits.own(exchange, 500, ErrorDocument.message(500), Source.ERROR);
            }
        }
        return outcome instanceof Outcome.GoesOn || outcome instanceof Outcome.PassesOn;
    }
}
