package io.github.kongjava.plugins.responserewrite.body;

import com.google.re2j.Pattern;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.coding.UnusableBodyException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code Content-Type} says of a body. Immutable.
 *
 * @param name type and subtype in lower case; empty if none is told, or more than one, or what is none
 * @param charset the charset it names, in lower case; a blank if it names several
 */
public record MediaType(String name, Optional<String> charset) {

    /** One type: of several in one line, clients differ in which they take. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

    /** Of a response with these headers. */
    public static MediaType of(Headers headers) {
        List<String> lines = headers.all("content-type");
        return lines.size() == 1 ? of(lines.get(0)) : new MediaType("", Optional.empty());
    }

    /** Of the header's value. */
    public static MediaType of(String value) {
        String[] parts = value.split(";", -1);
        Optional<String> charset = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter[0].strip().equalsIgnoreCase("charset")) {
                String named = parameter.length < 2 ? "" : unquoted(parameter[1].strip());
                charset = Optional.of(charset.isPresent() ? " " : named.toLowerCase(Locale.ROOT));
            }
        }
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        return new MediaType(NAME.matcher(name).matches() ? name : "", charset);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether it is one of these, in which {@code *} stands for any text. */
    public boolean isOneOf(Collection<String> types) {
        return types.stream().anyMatch(type -> matches(type.toLowerCase(Locale.ROOT)));
    }

    private boolean matches(String type) {
        String[] parts = type.split("\\*", -1);
        int last = parts.length - 1;
        if (last == 0) {
            return type.equals(name);
        }
        boolean found = name.startsWith(parts[0]);
        int at = parts[0].length();
        for (int i = 1; i < last && found; i++) {
            int next = name.indexOf(parts[i], at);
            found = next >= 0;
            at = next + parts[i].length();
        }
        return found && name.length() >= at + parts[last].length() && name.endsWith(parts[last]);
    }

    /** Whether it is JSON to everybody. */
    public boolean isJson() {
        return name.endsWith("/json") || name.endsWith("+json");
    }

    /** Whether the body is a stream of messages, which is left alone. */
    public boolean isStream() {
        return name.equals("text/event-stream") || name.startsWith("application/grpc");
    }

    /** Whether it is HTML or XML. */
    public boolean isMarkup() {
        return name.equals("text/html") || name.endsWith("/xml") || name.endsWith("+xml");
    }

    /** The charset of a text. */
    public Charset charsetOr(String otherwise) throws UnusableBodyException {
        return switch (charset.orElse(otherwise)) {
            case "utf-8", "utf8" -> StandardCharsets.UTF_8;
            case "us-ascii", "ascii" -> StandardCharsets.US_ASCII;
            case "iso-8859-1", "latin1" -> StandardCharsets.ISO_8859_1;
            case "windows-1252" -> Charset.forName("windows-1252");
            default -> throw new UnusableBodyException("the body has a charset that is not read here");
        };
    }
}
