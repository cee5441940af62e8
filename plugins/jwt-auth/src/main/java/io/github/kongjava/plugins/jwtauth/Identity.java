package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.support.HeaderText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells Kong and the upstream who the client is, as Kong's own authentication plugins do. Immutable, thread safe. */
final class Identity {

    private final Consumers consumers;
    private final Map<String, String> claimHeaders;
    private final Map<String, String> claimContext;

    Identity(Consumers consumers, Map<String, String> claimHeaders, Map<String, String> claimContext) {
        this.consumers = consumers;
        this.claimHeaders = Map.copyOf(claimHeaders);
        this.claimContext = Map.copyOf(claimContext);
    }

    /**
     * The holder of a token. Without a consumer Kong is told of no credential either: over ProtoBuf it would keep one with the
     * consumer "", on which the acl plugin fails.
     */
    void tell(Kong kong, Claims claims, Optional<List<String>> groups) throws RefusedException {
        Optional<Consumer> consumer = consumers.of(kong, claims);
        Headers.Builder headers = Headers.builder();
        Optional<String> subject = claims.text("sub");
        consumer.ifPresent(known -> add(headers, known));
        subject.flatMap(HeaderText::of).ifPresent(sub -> headers.add("X-Credential-Identifier", sub));
        claimHeaders.forEach((name, claim) -> header(claims, claim).ifPresent(value -> headers.add(name, value)));
        Headers all = headers.build();
        if (!all.isEmpty()) {
            kong.service().request().setHeaders(all);
        }
        groups.ifPresent(names -> kong.ctx().shared().set("authenticated_groups", names));
        claimContext.forEach((key, claim) -> share(kong, key, claims.values(claim)));
        if (consumer.isPresent()) {
            String id = consumer.get().id();
            String credential = subject.filter(sub -> !sub.isEmpty()).orElse(id);
            kong.client().authenticate(consumer.get(), Credential.of(credential, id));
        }
    }

    private static void share(Kong kong, String key, List<String> values) {
        if (values.size() == 1) {
            kong.ctx().shared().set(key, values.get(0));
        } else if (!values.isEmpty()) {
            kong.ctx().shared().set(key, values);
        }
    }

    /** Nobody in particular. */
    void tellAnonymous(Kong kong, String name) {
        Consumer anonymous = consumers.anonymous(kong, name);
        Headers.Builder headers = Headers.builder().add("X-Anonymous-Consumer", "true");
        add(headers, anonymous);
        kong.service().request().setHeaders(headers.build());
        kong.client().authenticate(anonymous, null);
    }

    private static void add(Headers.Builder headers, Consumer consumer) {
        headers.add("X-Consumer-ID", consumer.id());
        consumer.username().ifPresent(name -> headers.add("X-Consumer-Username", name));
        consumer.customId().ifPresent(id -> headers.add("X-Consumer-Custom-ID", id));
    }

    /** Empty as well if the value cannot stand in a header, or several cannot be told apart there. */
    private static Optional<String> header(Claims claims, String claim) {
        List<String> values = claims.values(claim);
        boolean ambiguous =
                values.size() > 1 && values.stream().anyMatch(value -> value.contains(",") || value.isBlank());
        return ambiguous ? Optional.empty() : HeaderText.of(String.join(",", values));
    }
}
