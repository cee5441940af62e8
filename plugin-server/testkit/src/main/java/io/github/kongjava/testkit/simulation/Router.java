package io.github.kongjava.testkit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the route of a request, as Kong's traditional router does: of the routes that fit, the one with the most criteria,
 * then regular expressions before prefixes, the higher {@code regex_priority}, the longer prefix. Immutable.
 */
public final class Router {

    private final List<Candidate> candidates = new ArrayList<>();

    /** A route that fits. */
    public record Match(Entity route, Optional<Entity> service, Captures captures, String prefix) {}

    private record Candidate(Entity route, Optional<Entity> service, Optional<RoutePath> path) {
        int criteria() {
            return (path.isPresent() ? 1 : 0)
                    + (route.texts("hosts").isEmpty() ? 0 : 1)
                    + (route.texts("methods").isEmpty() ? 0 : 1)
                    + (route.textLists("headers").isEmpty() ? 0 : 1);
        }

        int regexPriority() {
            return path.filter(RoutePath::isRegex)
                    .map(p -> route.whole("regex_priority", 0))
                    .orElse(-1);
        }

        int length() {
            return path.map(RoutePath::length).orElse(0);
        }
    }

    /**
     * With all routes and services.
     *
     * @throws IllegalArgumentException for a path that is no regular expression although it begins with {@code ~}
     */
    public Router(List<Entity> routes, List<Entity> services) {
        for (Entity route : routes) {
            Optional<Entity> service = route.foreign("service")
                    .flatMap(id ->
                            services.stream().filter(s -> s.id().equals(id)).findFirst());
            if (route.texts("paths").isEmpty()) {
                candidates.add(new Candidate(route, service, Optional.empty()));
            }
            for (String path : route.texts("paths")) {
                candidates.add(new Candidate(route, service, Optional.of(RoutePath.of(path))));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::criteria)
                .thenComparingInt(Candidate::regexPriority)
                .thenComparingInt(Candidate::length)
                .reversed());
    }

    /** The route of the request as it is now. */
    public Optional<Match> match(Exchange exchange) {
        return candidates.stream()
                .flatMap(candidate -> match(candidate, exchange).stream())
                .findFirst();
    }

    private static Optional<Match> match(Candidate candidate, Exchange exchange) {
        Entity route = candidate.route();
        if (!host(route.texts("hosts"), Forwarding.requestHost(exchange))
                || !fits(route.texts("methods"), exchange.method)
                || !protocol(route, exchange)
                || !headers(route.textLists("headers"), exchange.headers)) {
            return Optional.empty();
        }
        if (candidate.path().isEmpty()) {
            return Optional.of(new Match(route, candidate.service(), Captures.none(), ""));
        }
        String path = Escapes.normalPath(exchange.client.rawPath());
        return candidate
                .path()
                .get()
                .match(path)
                .map(hit -> new Match(route, candidate.service(), hit.captures(), hit.prefix()));
    }

    private static boolean fits(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean protocol(Entity route, Exchange exchange) {
        return fits(route.texts("protocols"), exchange.client.peer().scheme());
    }

    private static boolean host(List<String> wanted, String host) {
        return wanted.isEmpty() || wanted.stream().anyMatch(pattern -> host(pattern.toLowerCase(Locale.ROOT), host));
    }

    private static boolean host(String pattern, String host) {
        if (pattern.startsWith("*")) {
            return host.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? host.startsWith(pattern.substring(0, pattern.length() - 1))
                : host.equals(pattern);
    }

    private static boolean headers(Map<String, List<String>> wanted, Headers headers) {
        return wanted.entrySet().stream()
                .allMatch(
                        entry -> headers.all(entry.getKey()).stream().anyMatch(value -> fits(entry.getValue(), value)));
    }

    /** A path of a route: a prefix, or a regular expression after a tilde. */
    private record RoutePath(String prefix, Optional<Pattern> regex, List<String> names) {

        record Hit(Captures captures, String prefix) {}

        static RoutePath of(String path) {
            if (!path.startsWith("~")) {
                return new RoutePath(ByteText.ofUtf8(path), Optional.empty(), List.of());
            }
            List<String> names = new ArrayList<>();
            java.util.regex.Matcher matcher =
                    Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>").matcher(path);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return new RoutePath(
                    "", Optional.of(Pattern.compile(ByteText.ofUtf8(path.substring(1)))), List.copyOf(names));
        }

        boolean isRegex() {
            return regex.isPresent();
        }

        int length() {
            return prefix.length();
        }

        Optional<Hit> match(String path) {
            if (regex.isEmpty()) {
                return path.startsWith(prefix) ? Optional.of(new Hit(Captures.none(), prefix)) : Optional.empty();
            }
            java.util.regex.Matcher matcher = regex.get().matcher(path);
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            List<Optional<String>> unnamed = new ArrayList<>();
            for (int i = 0; i <= matcher.groupCount(); i++) {
                unnamed.add(Optional.ofNullable(matcher.group(i)));
            }
            Map<String, String> named = new java.util.LinkedHashMap<>();
            for (String name : names) {
                Optional.ofNullable(matcher.group(name)).ifPresent(value -> named.put(name, value));
            }
            boolean caught = matcher.groupCount() > 0;
            return Optional.of(new Hit(caught ? new Captures(unnamed, named) : Captures.none(), matcher.group()));
        }
    }
}
