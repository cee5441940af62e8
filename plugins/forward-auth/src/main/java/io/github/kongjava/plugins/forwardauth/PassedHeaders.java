package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.support.HeaderText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of the service's answer that are passed on. Immutable. */
final class PassedHeaders {

    private final List<String> upstream;
    private final List<String> client;

    PassedHeaders(List<String> upstream, List<String> client) {
        this.upstream = List.copyOf(upstream);
        List<String> withContent = new ArrayList<>(client);
        for (String ofContent : List.of("Content-Type", "Content-Encoding")) {
            if (client.stream().noneMatch(ofContent::equalsIgnoreCase)) {
                withContent.add(ofContent);
            }
        }
        this.client = List.copyOf(withContent);
    }

    Headers toUpstream(Map<String, List<String>> answer) throws MalformedAnswerException {
        return chosen(upstream, answer);
    }

    Headers toClient(Map<String, List<String>> answer) throws MalformedAnswerException {
        return chosen(client, answer);
    }

    private static Headers chosen(List<String> names, Map<String, List<String>> answer)
            throws MalformedAnswerException {
        Headers.Builder chosen = Headers.builder();
        for (String name : names) {
            for (Map.Entry<String, List<String>> header : answer.entrySet()) {
                if (header.getKey().equalsIgnoreCase(name)) {
                    add(chosen, name, header.getValue());
                }
            }
        }
        return chosen.build();
    }

    /** As bytes, since a text would become UTF-8, whatever the service sent. */
    private static void add(Headers.Builder chosen, String name, List<String> values) throws MalformedAnswerException {
        for (String value : values) {
            if (!value.isEmpty()) {
                String text = HeaderText.of(value)
                        .orElseThrow(() -> new MalformedAnswerException(
                                "the header " + name + " has characters that cannot be passed on"));
                chosen.add(name, text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
