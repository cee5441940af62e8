package io.github.kongjava.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The X-Forwarded-* headers: what they tell when the client is trusted, and what the upstream is told. */
final class Forwarding {

    private Forwarding() {}

    static String scheme(Exchange exchange) {
        return trusted(exchange, "x-forwarded-proto")
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .orElse(exchange.client.peer().scheme());
    }

    static String host(Exchange exchange) {
        return trusted(exchange, "x-forwarded-host")
                .map(Forwarding::withoutPort)
                .orElseGet(() -> requestHost(exchange));
    }

    static String requestHost(Exchange exchange) {
        return exchange.headers.first("host").map(Forwarding::withoutPort).orElse("kong");
    }

    static int port(Exchange exchange) {
        return trusted(exchange, "x-forwarded-port")
                .filter(port -> port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65535)
                .map(Integer::parseInt)
                .orElse(exchange.client.peer().gatewayPort());
    }

    static String path(Exchange exchange) {
        return trusted(exchange, "x-forwarded-path").orElseGet(() -> Escapes.normalPath(exchange.client.rawPath()));
    }

    static Optional<String> prefix(Exchange exchange) {
        Optional<String> told = trusted(exchange, "x-forwarded-prefix");
        if (told.isPresent() || exchange.route.isEmpty()) {
            return told.or(() -> Optional.of(""));
        }
        boolean stripped = exchange.route.get().flag("strip_path", true);
        return stripped ? Optional.of(exchange.matchedPrefix).filter(prefix -> !prefix.isEmpty()) : Optional.empty();
    }

    static String ip(Exchange exchange) {
        return trusted(exchange, "x-real-ip").orElse(exchange.client.peer().ip());
    }

    /** What Kong adds for the upstream. */
    static List<Header> headers(Exchange exchange) {
        List<Header> lines = new ArrayList<>();
        String ip = exchange.client.peer().ip();
        String chain = exchange.headers
                .first("x-forwarded-for")
                .map(told -> told + ", " + ip)
                .orElse(ip);
        lines.add(new Header("X-Forwarded-For", chain));
        lines.add(new Header("X-Forwarded-Proto", scheme(exchange)));
        lines.add(new Header("X-Forwarded-Host", host(exchange)));
        lines.add(new Header("X-Forwarded-Port", Integer.toString(port(exchange))));
        lines.add(new Header(
                "X-Forwarded-Path", trusted(exchange, "x-forwarded-path").orElse(exchange.client.rawPath())));
        prefix(exchange)
                .filter(prefix -> !prefix.isEmpty())
                .ifPresent(p -> lines.add(new Header("X-Forwarded-Prefix", p)));
        lines.add(new Header("X-Real-IP", ip(exchange)));
        String via = exchange.headers.first("via").map(told -> told + ", ").orElse("");
        lines.add(new Header("Via", via + "1.1 " + ErrorDocument.SERVER));
        lines.add(new Header("X-Kong-Request-Id", exchange.requestId));
        return lines;
    }

    private static Optional<String> trusted(Exchange exchange, String header) {
        return exchange.trusted() ? exchange.headers.first(header) : Optional.empty();
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("^.*@", "").replaceFirst(":\\d+$", "");
    }
}
