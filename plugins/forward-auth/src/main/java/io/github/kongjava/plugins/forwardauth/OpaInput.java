package io.github.kongjava.plugins.forwardauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The document that a policy decides on. Immutable. */
final class OpaInput {

    private static final int ARGUMENTS_VISIBLE = 1000;

    private final Config config;

    OpaInput(Config config) {
        this.config = config;
    }

    ObjectNode of(Seen seen) {
        Kong kong = seen.kong();
        ObjectNode input = StrictJson.object();
        input.put("method", kong.request().method());
        input.put("scheme", kong.request().forwardedScheme());
        input.put("host", kong.request().forwardedHost());
        input.put("path", kong.request().path());
        input.put("raw_path", seen.target(false));
        input.put("client_ip", kong.client().forwardedIp());
        ObjectNode headers = input.putObject("headers");
        for (String name : config.requestHeaders()) {
            List<String> values = seen.values(name);
            if (!values.isEmpty()) {
                values.forEach(headers.putArray(name.toLowerCase(Locale.ROOT))::add);
            }
        }
        if (config.includeQuery()) {
            addQuery(input, kong);
        }
        addRoute(input, seen);
        if (config.body().send()) {
            addBody(input, seen);
        }
        return input;
    }

    private static void addQuery(ObjectNode input, Kong kong) {
        String raw = kong.request().rawQuery();
        if (raw.chars().filter(c -> c == '&').count() >= ARGUMENTS_VISIBLE - 1) {
            throw JsonAnswer.of(400, "too many query arguments").exit(kong);
        }
        input.put("raw_query", raw);
        ObjectNode query = input.putObject("query");
        Query arguments = kong.request().query(ARGUMENTS_VISIBLE);
        for (String name : arguments.names()) {
            arguments.all(name).forEach(query.putArray(name)::add);
        }
    }

    private static void addRoute(ObjectNode input, Seen seen) {
        seen.kong().router().route().ifPresent(route -> {
            ObjectNode node = input.putObject("route").put("id", route.id());
            route.name().ifPresent(name -> node.put("name", name));
        });
        seen.kong().router().service().ifPresent(service -> {
            ObjectNode node = input.putObject("service").put("id", service.id());
            service.name().ifPresent(name -> node.put("name", name));
        });
        seen.consumer().ifPresent(consumer -> {
            ObjectNode node = input.putObject("consumer").put("id", consumer.id());
            consumer.username().ifPresent(name -> node.put("username", name));
            consumer.customId().ifPresent(id -> node.put("custom_id", id));
        });
    }

    private void addBody(ObjectNode input, Seen seen) {
        byte[] body = seen.body(config.body().maxBytes());
        if (body.length > 0) {
            String type = seen.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
            boolean json = type.startsWith("application/json")
                    || type.split(";", 2)[0].strip().endsWith("+json");
            input.set("body", json ? parsed(seen, body) : encoded(body));
        }
    }

    private static JsonNode parsed(Seen seen, byte[] body) {
        try {
            return StrictJson.read(body);
        } catch (IOException e) {
            throw JsonAnswer.of(400, "the request's body is not the JSON that its Content-Type says")
                    .exit(seen.kong());
        }
    }

    private JsonNode encoded(byte[] body) {
        return TextNode.valueOf(
                config.body().encoding() == Config.Encoding.BASE64
                        ? Base64.getEncoder().encodeToString(body)
                        : new String(body, StandardCharsets.UTF_8));
    }
}
