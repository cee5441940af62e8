package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Route;
import io.github.kongjava.pdk.Route.Endpoint;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Entities of Kong's configuration. An entity without id is none: so ProtoBuf writes nil. */
final class Entities {

    private Entities() {}

    static Optional<Consumer> consumer(Fields fields) {
        return fields.optionalText("id")
                .map(id -> new Consumer(
                        id,
                        fields.optionalText("username"),
                        fields.optionalText("custom_id"),
                        fields.seconds("created_at"),
                        fields.texts("tags")));
    }

    static Optional<Credential> credential(Fields fields) {
        Optional<String> consumer = fields.optionalText("consumer_id")
                .or(() -> fields.table("consumer").optionalText("id"));
        return fields.optionalText("id").map(id -> new Credential(id, consumer));
    }

    static Optional<GatewayService> service(Fields fields) {
        return fields.optionalText("id")
                .map(id -> new GatewayService(
                        id,
                        fields.optionalText("name"),
                        fields.text("protocol"),
                        fields.text("host"),
                        fields.number("port"),
                        fields.optionalText("path"),
                        fields.number("retries"),
                        fields.number("connect_timeout"),
                        fields.number("write_timeout"),
                        fields.number("read_timeout"),
                        fields.texts("tags"),
                        fields.table("client_certificate").optionalText("id"),
                        fields.seconds("created_at"),
                        fields.seconds("updated_at")));
    }

    static Optional<Route> route(Fields fields) {
        return fields.optionalText("id")
                .map(id -> new Route(
                        id,
                        fields.optionalText("name"),
                        fields.texts("protocols"),
                        fields.texts("methods"),
                        fields.texts("hosts"),
                        fields.texts("paths"),
                        headers(fields),
                        fields.number("https_redirect_status_code"),
                        fields.number("regex_priority"),
                        fields.flag("strip_path"),
                        fields.flag("preserve_host"),
                        fields.texts("snis"),
                        endpoints(fields, "sources"),
                        endpoints(fields, "destinations"),
                        fields.texts("tags"),
                        fields.table("service").optionalText("id"),
                        fields.seconds("created_at"),
                        fields.seconds("updated_at")));
    }

    /** In ProtoBuf a list of texts that is always empty. */
    private static Map<String, List<String>> headers(Fields route) {
        if (route.value("headers") instanceof Value.Seq) {
            return Map.of();
        }
        Fields headers = route.table("headers");
        Map<String, List<String>> values = new LinkedHashMap<>();
        headers.entries().keySet().forEach(name -> values.put(name, headers.texts(name)));
        return Map.copyOf(values);
    }

    private static List<Endpoint> endpoints(Fields route, String name) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Value value : route.list(name)) {
            Fields endpoint = Fields.of(route.function(), value);
            int port = endpoint.number("port");
            endpoints.add(
                    new Endpoint(endpoint.optionalText("ip"), port == 0 ? OptionalInt.empty() : OptionalInt.of(port)));
        }
        return List.copyOf(endpoints);
    }
}
