package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Client;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.support.GuardedHeaders;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a request pass only if another service says so. */
@KongPlugin(name = "forward-auth", version = "1.0.0", priority = 940, onFailure = @OnFailure(status = 503))
public final class ForwardAuth implements AccessPhase {

    private final Config config;
    private final AuthService service;
    private final String origin;
    private final GuardedHeaders ownAndForged;
    private final GuardedHeaders ownAndIdentity;

    /**
     * For one configuration.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse; the message names it
     */
    public ForwardAuth(Config config, PluginContext context) {
        HeaderNames.checked("request_headers", config.requestHeaders(), true);
        HeaderNames.checked("service_headers", config.serviceHeaders().keySet(), true);
        HeaderNames.checked("upstream_headers", config.upstreamHeaders(), false);
        HeaderNames.checked("client_headers", config.clientHeaders(), false);
        HeaderNames.checked("fail_open_header", List.of(config.failOpenHeader()), false);
        URI uri = ServiceUrl.checked(config.serviceUrl());
        this.config = config;
        origin = ServiceUrl.shown(uri);
        service = context.shared("services", AuthServices.class, AuthServices::new)
                .of(config, uri);
        List<String> names = new ArrayList<>(config.upstreamHeaders());
        names.add(config.failOpenHeader());
        ownAndForged = GuardedHeaders.ofForgedIdentityAnd(names);
        ownAndIdentity = GuardedHeaders.ofIdentityAnd(names);
    }

    @Override
    public void access(Kong kong) {
        Optional<Consumer> consumer = kong.client().consumer();
        String identity = identity(kong.client(), consumer);
        // What an authentication plugin before this one has set stays; without one, only a client can have set it.
        (identity.isEmpty() ? ownAndIdentity : ownAndForged).removeFrom(kong);
        Decision decision = decision(Seen.of(kong, consumer), identity);
        if (decision instanceof Decision.Allowed allowed) {
            pass(kong, allowed.upstream());
        } else if (decision instanceof Decision.Refused refused) {
            throw kong.response().exit(refused.status(), refused.body(), refused.headers());
        } else if (decision instanceof Decision.Undecided undecided) {
            undecided(kong, undecided.reason());
        }
    }

    private static String identity(Client client, Optional<Consumer> consumer) {
        String credential = client.credential()
                .map(known -> known.id() + " " + known.consumerId().orElse(""))
                .orElse("");
        return consumer.map(Consumer::id).map(id -> id + " " + credential).orElse(credential);
    }

    private Decision decision(Seen request, String identity) {
        try {
            return service.decide(request, identity);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + origin, e);
        }
    }

    private static void pass(Kong kong, Headers upstream) {
        for (String name : upstream.names()) {
            List<byte[]> values = upstream.allBytes(name);
            kong.service().request().setHeader(name, values.get(0));
            values.stream().skip(1).forEach(value -> kong.service().request().addHeader(name, value));
        }
    }

    private void undecided(Kong kong, String reason) {
        if (config.failOpen()) {
            kong.log().warn("forward-auth: passes without a decision, as fail_open says; ", origin, ": ", reason);
            kong.service().request().setHeader(config.failOpenHeader(), "true");
            return;
        }
        kong.log().err("forward-auth: no decision from ", origin, ": ", reason);
        throw JsonAnswer.of(config.failureStatus(), "no decision from the authorization service")
                .exit(kong);
    }
}
