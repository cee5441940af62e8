package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document of {@code kong.log.serialize}; its main fields, without TLS and the balancer's tries. */
final class Serialized {

    private Serialized() {}

    static Value.Table document(Exchange exchange) {
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("started_at", new Value.Whole(exchange.startMillis));
        document.put("client_ip", ByteText.value(exchange.client.peer().ip()));
        document.put(
                "upstream_uri",
                ByteText.value(
                        exchange.route.isPresent() ? exchange.upstreamRequest().target() : ""));
        document.put("request", request(exchange));
        document.put("response", response(exchange));
        document.put("source", ByteText.value(exchange.source == Source.SERVICE ? "upstream" : "kong"));
        exchange.route.ifPresent(route -> document.put("route", route.attributes()));
        exchange.service.ifPresent(service -> document.put("service", service.attributes()));
        exchange.consumer.ifPresent(consumer -> document.put("consumer", consumer.attributes()));
        exchange.serialized.forEach((key, value) -> put(document, List.of(key.split("\\.")), value));
        return new Value.Table(document);
    }

    private static Value.Table request(Exchange exchange) {
        Map<String, Value> request = new LinkedHashMap<>();
        ClientRequest.Peer peer = exchange.client.peer();
        String host = Forwarding.requestHost(exchange);
        request.put("id", ByteText.value(exchange.requestId));
        request.put("method", ByteText.value(exchange.method));
        request.put("uri", ByteText.value(exchange.client.target()));
        request.put(
                "url",
                ByteText.value(peer.scheme() + "://" + host + ":" + peer.gatewayPort() + exchange.client.target()));
        request.put("querystring", Query.form(exchange.query, 100));
        request.put("headers", single(exchange.headers));
        request.put("size", new Value.Whole(exchange.client.body().length));
        return new Value.Table(request);
    }

    private static Value.Table response(Exchange exchange) {
        Map<String, Value> response = new LinkedHashMap<>();
        response.put("status", new Value.Whole(exchange.status));
        response.put("headers", single(exchange.responseHeaders));
        response.put("size", new Value.Whole(exchange.responseBody.length));
        return new Value.Table(response);
    }

    /** Headers as Lua has them: one value bare, several as a list. */
    private static Value.Table single(Headers headers) {
        Map<String, Value> entries =
                new LinkedHashMap<>(headers.multiMap(Integer.MAX_VALUE).entries());
        entries.replaceAll(
                (name, value) -> value instanceof Value.Seq seq && seq.items().size() == 1
                        ? seq.items().get(0)
                        : value);
        return new Value.Table(entries);
    }

    private static void put(Map<String, Value> document, List<String> path, Value value) {
        String key = path.isEmpty() ? "" : path.get(0);
        if (path.size() < 2) {
            document.put(key, value);
            return;
        }
        Map<String, Value> inner = new LinkedHashMap<>();
        if (document.get(key) instanceof Value.Table table) {
            inner.putAll(table.entries());
        }
        put(inner, path.subList(1, path.size()), value);
        document.put(key, new Value.Table(inner));
    }
}
