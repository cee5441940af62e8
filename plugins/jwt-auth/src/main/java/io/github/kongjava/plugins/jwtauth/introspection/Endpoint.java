package io.github.kongjava.plugins.jwtauth.introspection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.IntrospectionConfig;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Active;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Inactive;
import io.github.kongjava.plugins.jwtauth.introspection.Introspection.Unavailable;
import io.github.kongjava.plugins.jwtauth.remote.RemoteText;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import io.github.kongjava.plugins.jwtauth.token.StrictJson;
import io.github.kongjava.plugins.support.BodyTooLargeException;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The introspection endpoint of an issuer (RFC 7662). Whatever is not a clear answer is none. Thread safe. */
final class Endpoint {

    private static final int MOST_BYTES = 65_536;
    private static final Set<Integer> OUTAGE = Set.of(429, 502, 503, 504);

    private final IntrospectionConfig config;
    private final URI url;
    private final ClientCredentials credentials;
    private final BoundedHttp http;
    private final Outage outage;
    private final Clock clock;

    Endpoint(IntrospectionConfig config, URI url, BoundedHttp http, Outage outage, Clock clock) {
        this.config = config;
        this.url = url;
        credentials = ClientCredentials.of(config, url, clock);
        this.http = http;
        this.outage = outage;
        this.clock = clock;
    }

    Answer ask(String token) throws InterruptedException {
        Optional<Duration> pause = outage.pause();
        if (pause.isPresent()) {
            return none("it has failed several times and is left alone for a moment", pause.get());
        }
        try {
            HttpResponse<byte[]> answer = answerTo(token);
            if (OUTAGE.contains(answer.statusCode())) {
                return none("the status is " + answer.statusCode(), outage.failed());
            }
            outage.over();
            return answer(answer);
        } catch (IOException e) {
            return none(RemoteText.reason(e), outage.failed());
        }
    }

    private HttpResponse<byte[]> answerTo(String token) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        try {
            return http.send(question(token), config.timeout(), MOST_BYTES);
        } catch (HttpTimeoutException | BodyTooLargeException e) {
            throw e;
        } catch (IOException e) {
            // The endpoint may just have closed a connection that was kept; the JDK repeats no POST by itself.
            return http.send(question(token), Duration.ofNanos(deadline - System.nanoTime()), MOST_BYTES);
        }
    }

    private HttpRequest question(String token) {
        Form form = new Form(url).field("token", token).field("token_type_hint", "access_token");
        credentials.authenticate(form);
        return form.post();
    }

    private Answer answer(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return none("it does not accept the gateway's credentials, the status is " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            return none("the status is " + answer.statusCode());
        }
        String type = answer.headers().firstValue("content-type").orElse("");
        if (!isJson(type)) {
            return none("the answer is no application/json but " + RemoteText.shown(type));
        }
        try {
            return said(StrictJson.object(answer.body()), answer.body().length);
        } catch (MalformedTokenException e) {
            return none("the answer is not one JSON object");
        }
    }

    private static boolean isJson(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private Answer said(ObjectNode body, int bytes) {
        JsonNode active = body.path("active");
        if (!active.isBoolean()) {
            return none("the answer's active is neither true nor false");
        }
        if (!active.booleanValue()) {
            return new Answer(new Inactive(), config.negativeTtl(), 0);
        }
        Claims claims = new Claims(body);
        return new Answer(new Active(claims), lifetime(claims), bytes);
    }

    /** Never past the token's end; nothing is kept of a token whose end cannot be read. */
    private Duration lifetime(Claims claims) {
        if (!claims.has("exp")) {
            return config.ttl();
        }
        Instant now = clock.instant();
        Duration left = Duration.between(now, claims.time("exp").orElse(now));
        return left.compareTo(config.ttl()) < 0 ? left : config.ttl();
    }

    private Answer none(String reason) {
        return none(reason, Outage.FIRST_PAUSE);
    }

    private Answer none(String reason, Duration retryAfter) {
        return Answer.passing(new Unavailable(RemoteText.shown(url) + ": " + reason, retryAfter));
    }
}
