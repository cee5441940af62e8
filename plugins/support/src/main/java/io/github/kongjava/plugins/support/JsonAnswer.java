package io.github.kongjava.plugins.support;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plugin's own answer to a client, as a JSON document: {@code {"message": …}} as Kong's own plugins write it, or a problem
 * document (RFC 9457). Immutable.
 *
 * @param status the status
 * @param type the media type of the body
 * @param body the document
 * @param headers headers besides {@code Content-Type}
 */
public record JsonAnswer(int status, String type, String body, Headers headers) {

    /** {@code {"message": …}}. */
    public static JsonAnswer of(int status, String message) {
        return new JsonAnswer(
                status, "application/json; charset=utf-8", "{\"message\":" + quoted(message) + "}", Headers.EMPTY);
    }

    /** A problem document without a type of its own: the title says what the status means, the detail what is wrong. */
    public static JsonAnswer problem(int status, String title, String detail) {
        return problem("about:blank", status, title, detail, Map.of());
    }

    /**
     * A problem document of a type.
     *
     * @param type names the type, by a URI
     * @param title of the type
     * @param detail what is wrong this time
     * @param members that the type has besides, all of them lists
     */
    public static JsonAnswer problem(
            String type, int status, String title, String detail, Map<String, List<String>> members) {
        StringBuilder body = new StringBuilder("{\"type\":" + quoted(type) + ",\"title\":" + quoted(title)
                + ",\"status\":" + status + ",\"detail\":" + quoted(detail));
        members.forEach((name, values) -> body.append(',')
                .append(quoted(name))
                .append(values.stream().map(JsonAnswer::quoted).collect(Collectors.joining(",", ":[", "]"))));
        return new JsonAnswer(
                status, "application/problem+json", body.append('}').toString(), Headers.EMPTY);
    }

    /** With these headers instead of those it had. */
    public JsonAnswer with(Headers others) {
        return new JsonAnswer(status, type, body, others);
    }

    /**
     * Answers the client and ends the phase. Write {@code throw answer.exit(kong)}.
     *
     * @return never
     * @throws ExitException always
     */
    public ExitException exit(Kong kong) {
        Headers.Builder all = Headers.builder().add("Content-Type", type);
        headers.asMap().forEach((name, values) -> values.forEach(value -> all.add(name, value)));
        throw kong.response().exit(status, body, all.build());
    }

    /** A JSON string. Beyond ASCII, and what HTML could read as markup, is escaped. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7E || c == '<' || c == '>' || c == '&') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
