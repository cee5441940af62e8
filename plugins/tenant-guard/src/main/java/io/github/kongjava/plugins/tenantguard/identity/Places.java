package io.github.kongjava.plugins.tenantguard.identity;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.plugins.support.ConnectionHeaders;
import io.github.kongjava.plugins.tenantguard.config.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places that sources of a configuration name. */
final class Places {

    private Places() {}

    /**
     * The place of a source.
     *
     * @throws IllegalArgumentException if the source has not what its kind needs; the message names the field
     */
    static Place of(Source source) {
        boolean header = source.kind() == Source.Kind.HEADER;
        require(header || source.trusted().isEmpty(), "trusted: is for headers only");
        require(
                source.kind() == Source.Kind.CONTEXT || source.members().isEmpty(),
                "members: are for kind context only");
        Pattern pattern = source.pattern().map(Places::pattern).orElse(Pattern.WHOLE);
        return switch (source.kind()) {
            case CONTEXT -> context(name(source), source.members(), pattern);
            case CONSUMER -> consumer(name(source), pattern);
            case HOST -> host(source, pattern);
            case PATH -> path(name(source), pattern);
            case HEADER -> header(name(source), pattern, source.trusted());
        };
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pattern: " + e.getMessage(), e);
        }
    }

    private static String name(Source source) {
        return source.name()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name: is missing; kind " + source.kind().name().toLowerCase(Locale.ROOT) + " needs it"));
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    private static Place context(String key, List<String> members, Pattern pattern) {
        return (kong, headers) -> {
            @Nullable Object value = kong.ctx().shared().get(key).orElse(null);
            for (String member : members) {
                value = member(value, member);
            }
            return texts(value).flatMap(text -> pattern.name(text).stream()).toList();
        };
    }

    private static @Nullable Object member(@Nullable Object value, String name) throws MalformedNameException {
        if (value == null
                || (value instanceof List<?> list && list.isEmpty())) { // an empty map of Lua is an empty list
            return null;
        } else if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        throw new MalformedNameException("the value in kong.ctx.shared has no members");
    }

    private static Stream<String> texts(@Nullable Object value) throws MalformedNameException {
        if (value == null) {
            return Stream.empty();
        } else if (text(value)) {
            return Stream.of(value.toString());
        } else if (value instanceof List<?> list && list.stream().allMatch(Places::text)) {
            return list.stream().map(String::valueOf);
        }
        throw new MalformedNameException("the value in kong.ctx.shared is neither text nor whole number");
    }

    /** A whole number is one by its decimal digits. */
    private static boolean text(@Nullable Object value) {
        return value instanceof String || value instanceof Long;
    }

    private static Place consumer(String field, Pattern pattern) {
        Function<Consumer, Stream<String>> values = switch (field) {
            case "id" -> consumer -> Stream.of(consumer.id());
            case "username" -> consumer -> consumer.username().stream();
            case "custom_id" -> consumer -> consumer.customId().stream();
            case "tag" -> consumer -> consumer.tags().stream();
            default ->
                throw new IllegalArgumentException(
                        "name: a consumer has id, username, custom_id and tag, not \"" + field + "\"");
        };
        require(!field.equals("tag") || !pattern.equals(Pattern.WHOLE), "pattern: is missing; tags need it");
        return (kong, headers) -> kong.client().consumer().stream()
                .flatMap(values)
                .filter(text -> !text.isEmpty()) // what a consumer lacks may be empty in ProtoBuf
                .flatMap(text -> pattern.name(text).stream())
                .toList();
    }

    private static Place host(Source source, Pattern pattern) {
        require(source.pattern().isPresent(), "pattern: is missing; kind host needs it");
        require(source.name().isEmpty(), "name: is not for kind host; give pattern");
        Pattern lower = new Pattern(
                pattern.before().toLowerCase(Locale.ROOT), pattern.after().toLowerCase(Locale.ROOT));
        return (kong, headers) -> {
            String host = plain(kong.request().host());
            // A request line may name a host as well. Kong goes by that one here, and by the header elsewhere.
            if (headers.all("host").stream()
                    .anyMatch(line -> !plain(withoutPort(line)).equals(host))) {
                throw new MalformedNameException("the request names two hosts");
            }
            return lower.name(host).stream().toList();
        };
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Place path(String capture, Pattern pattern) {
        boolean number = capture.matches("[0-9]{1,3}");
        return (kong, headers) -> {
            Optional<String> found = number
                    ? kong.request().uriCaptures().group(Integer.parseInt(capture))
                    : kong.request().uriCaptures().group(capture);
            return found.flatMap(pattern::name).stream().toList();
        };
    }

    private static Place header(String name, Pattern pattern, List<String> trusted) {
        require(!trusted.isEmpty(), "trusted: is missing; anybody can send a header");
        require(!ConnectionHeaders.contains(name), "name: " + name + " belongs to the connection; it names no tenant");
        List<Network> networks = trusted.stream().map(Places::network).toList();
        return (kong, headers) -> {
            List<String> lines = headers.all(name);
            if (lines.isEmpty()) {
                return List.of();
            }
            String ip = kong.client().ip();
            if (networks.stream().noneMatch(network -> network.contains(ip))) {
                return List.of();
            }
            return lines.stream().flatMap(text -> pattern.name(text).stream()).toList();
        };
    }

    private static Network network(String text) {
        try {
            return Network.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("trusted: " + e.getMessage(), e);
        }
    }
}
