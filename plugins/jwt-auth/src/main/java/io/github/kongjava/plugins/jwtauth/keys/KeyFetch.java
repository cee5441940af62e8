package io.github.kongjava.plugins.jwtauth.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.jwtauth.config.RemoteKeysConfig;
import io.github.kongjava.plugins.jwtauth.remote.RemoteText;
import io.github.kongjava.plugins.jwtauth.remote.RemoteUrl;
import io.github.kongjava.plugins.jwtauth.token.MalformedTokenException;
import io.github.kongjava.plugins.jwtauth.token.StrictJson;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Fetches one key set, by its address or through the discovery document that names it. Used by one thread at a time. */
final class KeyFetch {

    private static final Logger LOG = System.getLogger("io.github.kongjava.plugins.jwtauth.keys");

    private final RemoteKeySet where;
    private final RemoteKeysConfig config;
    private final BoundedHttp http;
    private byte[] lastBody = {};
    private KeySet lastKeys = new KeySet(List.of());

    KeyFetch(RemoteKeySet where, BoundedHttp http) {
        this.where = where;
        this.config = where.config();
        this.http = http;
    }

    /**
     * The keys as they are now; the same object as before if nothing has changed.
     *
     * @throws IOException if they cannot be had within the timeout, or none of them can be used; the message says why
     */
    KeySet fetch() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        URI url = where.discovery() ? discovered(deadline) : where.url();
        byte[] body = get(url, deadline);
        if (!Arrays.equals(body, lastBody)) {
            lastKeys = read(url, body);
            lastBody = body;
        }
        return lastKeys;
    }

    private static KeySet read(URI url, byte[] body) throws IOException {
        JwkSet set;
        try {
            set = JwkSet.read(body);
        } catch (MalformedKeySetException e) {
            throw new IOException(RemoteText.shown(url) + " is no key set: " + e.getMessage(), e);
        }
        for (String problem : set.problems()) {
            LOG.log(Level.WARNING, "jwt-auth: {0}: {1}; it is not used", RemoteText.shown(url), problem);
        }
        if (set.keys().isEmpty() && !set.problems().isEmpty()) {
            throw new IOException(RemoteText.shown(url) + " has no key that may be used");
        }
        return new KeySet(set.keys());
    }

    /** OpenID Connect Discovery 4.3 and RFC 8414, 3.3: the issuer must be the same, character by character. */
    private URI discovered(long deadline) throws IOException, InterruptedException {
        String document = RemoteText.shown(where.url());
        ObjectNode metadata;
        try {
            metadata = StrictJson.object(get(where.url(), deadline));
        } catch (MalformedTokenException e) {
            throw new IOException(document + " is not one JSON object", e);
        }
        JsonNode issuer = metadata.path("issuer");
        if (!issuer.isTextual() || !issuer.textValue().equals(where.iss())) {
            throw new IOException(document + " is of the issuer " + RemoteText.shown(issuer.asText()) + ", not of "
                    + RemoteText.shown(where.iss()));
        }
        JsonNode url = metadata.path("jwks_uri");
        try {
            return RemoteUrl.checked("jwks_uri", URI.create(url.asText()), config.allowHttp());
        } catch (IllegalArgumentException e) {
            throw new IOException(document + " names no usable jwks_uri: " + RemoteText.shown(url.asText()), e);
        }
    }

    private byte[] get(URI url, long deadline) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Accept", "application/json, application/jwk-set+json")
                .build();
        try {
            HttpResponse<byte[]> answer =
                    http.send(request, Duration.ofNanos(deadline - System.nanoTime()), config.maxBytes());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw new IOException("the status is " + answer.statusCode());
        } catch (IOException e) {
            throw new IOException("no answer of " + RemoteText.shown(url) + ": " + RemoteText.reason(e), e);
        }
    }
}
