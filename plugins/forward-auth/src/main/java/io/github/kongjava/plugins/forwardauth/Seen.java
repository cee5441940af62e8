package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.BodyOverLimitException;
import io.github.kongjava.pdk.BodyUnavailableException;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request, after the client's copies of guarded headers are gone. Used by the thread of the phase. */
record Seen(Kong kong, Headers headers, Optional<Consumer> consumer) {

    private static final int HEADERS_VISIBLE = 1000;

    static Seen of(Kong kong, Optional<Consumer> consumer) {
        return new Seen(kong, kong.request().headers(HEADERS_VISIBLE), consumer);
    }

    /** The values of a header, none if the client made it one of its connection with the gateway. */
    List<String> values(String name) {
        return ofConnection().contains(name.toLowerCase(Locale.ROOT)) ? List.of() : headers.all(name);
    }

    private Set<String> ofConnection() {
        return headers.all("connection").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Path and query, or the path alone, as the client wrote them. */
    String target(boolean withQuery) {
        String target = kong.request().pathWithQuery();
        int mark = target.indexOf('?');
        return withQuery || mark < 0 ? target : target.substring(0, mark);
    }

    /** The body; a client that sends more gets 413. */
    byte[] body(int maxBytes) {
        Optional<Long> announced = headers.first("content-length").map(Seen::number);
        if (announced.filter(length -> length > maxBytes).isPresent()) {
            throw tooLarge(maxBytes);
        }
        byte[] body;
        try {
            body = kong.request().rawBody(maxBytes);
        } catch (BodyOverLimitException e) {
            throw tooLarge(maxBytes);
        }
        if (body.length == 0 && announced.filter(length -> length > 0).isPresent()) {
            // In MsgPack a body that Kong cannot read looks like none. The service would decide on something else.
            throw new BodyUnavailableException("Kong gives no body, though the request announces one");
        }
        return body;
    }

    private RuntimeException tooLarge(int maxBytes) {
        return JsonAnswer.of(413, "the request's body is over " + maxBytes + " bytes")
                .exit(kong);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BodyUnavailableException("Content-Length is no number", e);
        }
    }
}
