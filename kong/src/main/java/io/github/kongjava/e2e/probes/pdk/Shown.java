package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.pdk.ResponseSource;
import io.github.kongjava.pdk.Route;
import io.github.kongjava.pdk.UriCaptures;
import io.github.kongjava.pdk.VaultReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The PDK's values as text, with the names and units of Lua's: a plugin in Lua can say the same of its own. */
final class Shown {

    private static final String NIL = "nil";

    private Shown() {}

    static String of(@Nullable Object value) {
        Object plain = plain(value);
        if (plain == null) {
            return NIL;
        }
        if (plain instanceof Collection<?> items) {
            return items.stream().map(Shown::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (plain instanceof Map<?, ?> map) {
            return map.isEmpty() ? "[]" : entries(map);
        }
        if (plain instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (plain instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return plain.toString();
    }

    private static String entries(Map<?, ?> map) {
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(of(key), of(value)));
        return sorted.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(NIL))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";", "{", "}"));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        if (value instanceof Instant time) {
            return time.toEpochMilli();
        }
        if (value instanceof ResponseSource source) {
            return source.name().toLowerCase(Locale.ROOT);
        }
        return composed(value);
    }

    private static @Nullable Object composed(@Nullable Object value) {
        if (value instanceof Headers headers) {
            return headers.asMap();
        }
        if (value instanceof Query query) {
            return query.asMap();
        }
        if (value instanceof Consumer consumer) {
            return consumer(consumer);
        }
        if (value instanceof Route route) {
            return route(route);
        }
        if (value instanceof GatewayService service) {
            return service(service);
        }
        if (value instanceof UriCaptures captures) {
            return Map.of("unnamed", captures.unnamed(), "named", captures.named());
        }
        if (value instanceof VaultReference reference) {
            return reference(reference);
        }
        return value;
    }

    private static Map<String, Object> consumer(Consumer consumer) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("id", consumer.id());
        shown.put("username", consumer.username());
        shown.put("custom_id", consumer.customId());
        shown.put("tags", consumer.tags());
        shown.put("created_at", consumer.createdAt().map(Instant::getEpochSecond));
        return shown;
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("id", route.id());
        shown.put("name", route.name());
        shown.put("protocols", route.protocols());
        shown.put("methods", route.methods());
        shown.put("hosts", route.hosts());
        shown.put("paths", route.paths());
        shown.put("https_redirect_status_code", route.httpsRedirectStatusCode());
        shown.put("regex_priority", route.regexPriority());
        shown.put("strip_path", route.stripPath());
        shown.put("preserve_host", route.preserveHost());
        shown.put("snis", route.snis());
        shown.put("tags", route.tags());
        shown.put("service", route.serviceId());
        shown.put("created_at", route.createdAt().map(Instant::getEpochSecond));
        shown.put("updated_at", route.updatedAt().map(Instant::getEpochSecond));
        return shown;
    }

    private static Map<String, Object> service(GatewayService service) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("id", service.id());
        shown.put("name", service.name());
        shown.put("protocol", service.protocol());
        shown.put("host", service.host());
        shown.put("port", service.port());
        shown.put("path", service.path());
        shown.put("retries", service.retries());
        shown.put("connect_timeout", service.connectTimeoutMillis());
        shown.put("write_timeout", service.writeTimeoutMillis());
        shown.put("read_timeout", service.readTimeoutMillis());
        shown.put("tags", service.tags());
        shown.put("created_at", service.createdAt().map(Instant::getEpochSecond));
        shown.put("updated_at", service.updatedAt().map(Instant::getEpochSecond));
        return shown;
    }

    private static Map<String, Object> reference(VaultReference reference) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("name", reference.name());
        shown.put("resource", reference.resource());
        shown.put("key", reference.key());
        shown.put("version", reference.version());
        return shown;
    }
}
