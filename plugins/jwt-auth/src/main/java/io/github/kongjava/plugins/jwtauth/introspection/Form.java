package io.github.kongjava.plugins.jwtauth.introspection;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A question as a form. Used by one thread; holds secrets. */
final class Form {

    private final HttpRequest.Builder request;
    private final StringBuilder body = new StringBuilder();

    Form(URI endpoint) {
        request = HttpRequest.newBuilder(endpoint)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    Form field(String name, String value) {
        body.append(body.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value));
        return this;
    }

    Form header(String name, String value) {
        request.header(name, value);
        return this;
    }

    HttpRequest post() {
        return request.POST(BodyPublishers.ofString(body.toString(), StandardCharsets.US_ASCII))
                .build();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
