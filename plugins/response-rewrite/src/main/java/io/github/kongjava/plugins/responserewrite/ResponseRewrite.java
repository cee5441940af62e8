package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.plugins.responserewrite.body.BodyMemory;
import io.github.kongjava.plugins.responserewrite.body.BodyRewriting;
import io.github.kongjava.plugins.responserewrite.body.BodyRule;
import io.github.kongjava.plugins.responserewrite.body.NewBody;
import io.github.kongjava.plugins.responserewrite.body.SentBody;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import io.github.kongjava.plugins.responserewrite.config.ResponseRewriteConfig;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.util.List;
import java.util.Optional;

/** Changes responses before clients get them: status, headers, bodies, and what of these must not be seen. */
@KongPlugin(name = "response-rewrite", version = "1.0.0", priority = 850, onFailure = @OnFailure(status = 502))
public final class ResponseRewrite implements AccessPhase, ResponsePhase {

    private final ResponseRewriteConfig config;
    private final List<Rule> rules;
    private final BodyRewriting bodies;

    /**
     * For one configuration.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse; the message names it
     */
    public ResponseRewrite(ResponseRewriteConfig config, PluginContext context) {
        this.config = config;
        rules = Rules.of(config);
        bodies = new BodyRewriting(config, context.shared("memory", BodyMemory.class, BodyMemory::ofThisServer));
    }

    @Override
    public void access(Kong kong) {
        String method = kong.request().method();
        if (config.refuseOtherMethods()) {
            RequestGuard.refuseOtherMethod(kong, method);
        }
        String path = kong.request().path();
        if (rules.stream()
                .anyMatch(rule -> rule.body().isPresent() && rule.when().areMetBy(method, path))) {
            RequestGuard.keepReadable(kong);
        }
    }

    @Override
    public void response(Kong kong) {
        Answered answered = Answered.of(kong);
        List<Rule> met =
                rules.stream().filter(rule -> rule.when().areMetBy(answered)).toList();
        try {
            rewrite(kong, answered, met);
        } catch (UnusableBodyException e) {
            JsonAnswer refusal = refusal(e);
            kong.log()
                    .err("response-rewrite: " + refusal.status() + " instead of the upstream's response: ", e.reason());
            BodyHeaders.refused(kong);
            throw refusal.with(Headers.of("Cache-Control", "no-store")).exit(kong);
        }
    }

    private static JsonAnswer refusal(UnusableBodyException e) {
        String detail = "the upstream's response cannot be shown";
        return e.isForNow()
                ? JsonAnswer.problem(503, "Service Unavailable", detail + " now")
                : JsonAnswer.problem(502, "Bad Gateway", detail);
    }

    private void rewrite(Kong kong, Answered answered, List<Rule> met) throws UnusableBodyException {
        if (answered.status() < 200) {
            // Kong would send it to the client as the only one, and the client would wait for another.
            throw new UnusableBodyException("the upstream's response is an interim one");
        }
        for (Rule rule : met) {
            rule.headers().apply(kong, new ExchangeValues(kong, answered, Optional.empty(), Integer.MAX_VALUE));
        }
        Optional<Integer> status =
                met.stream().flatMap(rule -> rule.status().stream()).reduce((one, last) -> last);
        List<BodyRule> touching =
                met.stream().map(Rule::body).filter(BodyRule::isPresent).toList();
        if (answered.isBodiless()) {
            bodiless(kong, answered, status, touching);
        } else if (touching.isEmpty()) {
            status.ifPresent(kong.response()::setStatus);
        } else {
            body(kong, answered, status, touching);
        }
    }

    /** What it says of the body that a GET would get could tell what is masked there. */
    private static void bodiless(Kong kong, Answered answered, Optional<Integer> status, List<BodyRule> touching)
            throws UnusableBodyException {
        // Kong would send it on, unlike that of a 204 or 304.
        if (answered.status() == 205
                && !touching.isEmpty()
                && kong.service().response().rawBody().length > 0) {
            throw new UnusableBodyException("the response has a body where HTTP allows none");
        }
        boolean head = answered.method().equals("HEAD");
        if (head) {
            status.ifPresent(kong.response()::setStatus);
        }
        if (head && !touching.isEmpty()) {
            BodyHeaders.changed(kong);
            kong.response().clearHeader("Content-Length");
        } else if (answered.status() == 304 && !touching.isEmpty()) {
            BodyHeaders.untold(kong);
        }
    }

    private void body(Kong kong, Answered answered, Optional<Integer> status, List<BodyRule> touching)
            throws UnusableBodyException {
        if (answered.hasHiddenHeaders()) {
            throw new UnusableBodyException("the upstream sends so many headers that not all can be seen");
        }
        SentBody sent = new SentBody(
                answered.status(),
                answered.headers(),
                () -> kong.service().response().rawBody());
        Optional<NewBody> made = bodies.rewrite(
                sent,
                touching,
                document -> new ExchangeValues(
                        kong, answered, document, config.limits().outputBytes()));
        if (made.isEmpty()) {
            status.ifPresent(kong.response()::setStatus);
            return;
        }
        BodyHeaders.changed(kong);
        throw kong.response()
                .exit(status.orElse(answered.status()), made.get().bytes(), headers(kong, sent, made.get()));
    }

    private static Headers headers(Kong kong, SentBody sent, NewBody made) {
        Headers.Builder headers = Headers.builder();
        made.type().ifPresent(type -> headers.add("Content-Type", type));
        if (made.encoded()) {
            headers.add("Content-Encoding", String.join(", ", sent.headers().all("content-encoding")));
        } else {
            kong.response().clearHeader("Content-Encoding");
        }
        return headers.build();
    }
}
