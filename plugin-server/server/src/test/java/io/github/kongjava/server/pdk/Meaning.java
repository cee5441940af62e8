package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.pdk.ResponseSource;
import io.github.kongjava.pdk.Route;
import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a Java value says what Kong's answer says. */
final class Meaning {

    /** What stands for nothing in ProtoBuf. */
    private static final Set<Object> NOTHING = Set.of("", 0L, false, List.of(), Map.of());

    private Meaning() {}

    static Optional<String> fault(@Nullable Object result, Value reply) {
        @Nullable Object expected = JavaValues.of(reply);
        Object actual = result instanceof Optional<?> optional ? optional.orElse(null) : result;
        if (actual == null || actual.equals(OptionalInt.empty())) {
            return isNothing(expected) ? Optional.empty() : different(actual, expected);
        }
        return says(actual, expected) ? Optional.empty() : different(actual, expected);
    }

    private static boolean isNothing(@Nullable Object expected) {
        return expected == null || NOTHING.contains(expected);
    }

    /** A query argument without value. */
    private static boolean isFlag(Object actual, @Nullable Object expected) {
        return actual.equals("") && Boolean.TRUE.equals(expected);
    }

    private static Optional<String> different(@Nullable Object actual, @Nullable Object expected) {
        return Optional.of(actual + " is not " + expected);
    }

    private static boolean says(Object actual, @Nullable Object expected) {
        if (actual instanceof Integer number) {
            return isNothing(expected) ? number == 0 : Objects.equals(number.longValue(), expected);
        }
        if (actual instanceof Double number) {
            return expected instanceof Number other && number == other.doubleValue();
        }
        if (actual instanceof OptionalInt number) {
            return Objects.equals((long) number.getAsInt(), expected);
        }
        if (actual instanceof String || actual instanceof Boolean || actual instanceof Long) {
            return isNothing(expected) ? NOTHING.contains(actual) : actual.equals(expected) || isFlag(actual, expected);
        }
        if (actual instanceof ResponseSource source) {
            return source.name().toLowerCase(Locale.ROOT).equals(expected);
        }
        return expected instanceof Map<?, ?> map ? saysTable(actual, map) : true;
    }

    private static boolean saysTable(Object actual, Map<?, ?> expected) {
        if (actual instanceof Headers headers) {
            return headers.names().size() == expected.size()
                    && expected.keySet().stream()
                            .allMatch(name -> headers.all((String) name).equals(texts(expected.get(name))));
        }
        if (actual instanceof Query query) {
            return query.names().size() == expected.size()
                    && expected.keySet().stream()
                            .allMatch(name -> query.all((String) name).equals(texts(expected.get(name))));
        }
        if (actual instanceof Map<?, ?>) {
            return actual.equals(expected);
        }
        return id(actual).map(id -> id.equals(expected.get("id"))).orElse(true);
    }

    /** A value, several, or none for a flag, which is "" as text. */
    private static List<String> texts(@Nullable Object value) {
        List<?> values = value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
        if (values.isEmpty()) {
            return List.of("");
        }
        return values.stream()
                .map(each -> each instanceof String text ? text : "")
                .toList();
    }

    private static Optional<String> id(Object entity) {
        if (entity instanceof Consumer consumer) {
            return Optional.of(consumer.id());
        }
        if (entity instanceof Credential credential) {
            return Optional.of(credential.id());
        }
        if (entity instanceof Route route) {
            return Optional.of(route.id());
        }
        return entity instanceof GatewayService service ? Optional.of(service.id()) : Optional.empty();
    }
}
