package io.github.kongjava.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The upstream side of an exchange: where the request goes and as what. */
final class Target {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "host");

    String scheme = "http";
    String host = "";
    int port = 80;
    String path = "/";
    Optional<String> hostHeader = Optional.empty();
    Duration timeout = Duration.ofSeconds(60);

    /** What the route and its service say. */
    void routed(Entity route, Optional<Entity> service, ClientRequest client, String prefix) {
        scheme = service.flatMap(s -> s.text("protocol")).orElse("http");
        host = service.flatMap(s -> s.text("host")).orElse("");
        port = service.map(s -> s.whole("port", 80)).orElse(80);
        timeout = Duration.ofMillis(
                service.map(s -> s.whole("read_timeout", 60_000)).orElse(60_000));
        String rest = Escapes.normalPath(client.rawPath());
        if (route.flag("strip_path", true) && rest.startsWith(prefix)) {
            rest = rest.substring(prefix.length());
        }
        String base = service.flatMap(s -> s.text("path")).orElse("/");
        path = Escapes.path(join(base, rest));
    }

    UpstreamRequest request(Exchange exchange) {
        List<Header> lines = new ArrayList<>();
        lines.add(new Header("Host", hostHeader.orElseGet(() -> host(exchange))));
        Set<String> dropped = named(exchange.headers.all("connection"));
        exchange.headers.lines().stream()
                .filter(line -> !dropped.contains(line.name().toLowerCase(Locale.ROOT)))
                .filter(line -> !line.name()
                        .toLowerCase(Locale.ROOT)
                        .matches("x-forwarded-(for|proto|host|port|path|prefix)|x-real-ip|x-kong-request-id|via"))
                .forEach(lines::add);
        lines.addAll(Forwarding.headers(exchange));
        String query = exchange.query.isEmpty() ? "" : "?" + exchange.query;
        return new UpstreamRequest(scheme, host, port, exchange.method, path + query, lines, exchange.body, timeout);
    }

    /** Header names that end with this hop: the usual ones and those that Connection names. */
    static Set<String> named(List<String> connection) {
        Set<String> names = new java.util.HashSet<>(HOP_BY_HOP);
        connection.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }

    private String host(Exchange exchange) {
        boolean preserve =
                exchange.route.map(route -> route.flag("preserve_host", false)).orElse(false);
        Optional<String> asked = exchange.headers.first("host");
        if (preserve && asked.isPresent()) {
            return asked.get();
        }
        return port == (scheme.equals("https") ? 443 : 80) ? host : host + ":" + port;
    }

    private static String join(String base, String rest) {
        if (rest.isEmpty()) {
            return base;
        }
        if (base.endsWith("/")) {
            return base + (rest.startsWith("/") ? rest.substring(1) : rest);
        }
        return rest.startsWith("/") ? base + rest : base + "/" + rest;
    }
}
