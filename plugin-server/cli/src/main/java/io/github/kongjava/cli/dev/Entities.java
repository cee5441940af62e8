package io.github.kongjava.cli.dev;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.Entity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes entities as Kong hands them out, with Kong's defaults. */
final class Entities {

    static final Set<String> SERVICE = Set.of(
            "id",
            "name",
            "url",
            "protocol",
            "host",
            "port",
            "path",
            "retries",
            "connect_timeout",
            "write_timeout",
            "read_timeout",
            "tags",
            "enabled",
            "tls_verify",
            "tls_verify_depth",
            "ca_certificates",
            "client_certificate");
    static final Set<String> ROUTE = Set.of(
            "id",
            "name",
            "paths",
            "hosts",
            "methods",
            "headers",
            "protocols",
            "strip_path",
            "preserve_host",
            "regex_priority",
            "https_redirect_status_code",
            "path_handling",
            "request_buffering",
            "response_buffering",
            "snis",
            "tags");
    static final Set<String> CONSUMER = Set.of("id", "username", "custom_id", "tags");

    private static final long CREATED = System.currentTimeMillis() / 1000;

    private Entities() {}

    static Entity service(YamlField where, Map<String, YamlField> fields) throws InvalidConfigException {
        Map<String, Value> attributes = attributes(where, fields, SERVICE);
        Optional<YamlField> url = YamlField.find(fields, "url");
        attributes.remove("url");
        if (url.isPresent()) {
            putUrl(attributes, url.get());
        }
        if (!(attributes.get("host") instanceof Value.Text)) {
            throw where.problem("needs a host or a url");
        }
        checkPort(attributes, where);
        attributes.putIfAbsent("protocol", Value.text("http"));
        attributes.putIfAbsent(
                "port", new Value.Whole(attributes.get("protocol").equals(Value.text("https")) ? 443 : 80));
        attributes.putIfAbsent("retries", new Value.Whole(5));
        for (String timeout : List.of("connect_timeout", "write_timeout", "read_timeout")) {
            attributes.putIfAbsent(timeout, new Value.Whole(60_000));
        }
        attributes.putIfAbsent("enabled", new Value.Bool(true));
        return new Entity(new Value.Table(attributes));
    }

    private static void checkPort(Map<String, Value> attributes, YamlField where) throws InvalidConfigException {
        Value port = attributes.getOrDefault("port", new Value.Whole(80));
        if (!(port instanceof Value.Whole whole) || whole.value() < 0 || whole.value() > 65535) {
            throw where.problem("has a port that is no number from 0 to 65535");
        }
    }

    private static void putUrl(Map<String, Value> attributes, YamlField field) throws InvalidConfigException {
        URI url;
        try {
            url = URI.create(field.text());
        } catch (IllegalArgumentException e) {
            throw field.problem("is no URL: " + e.getMessage());
        }
        if (url.getHost() == null
                || url.getScheme() == null
                || !Set.of("http", "https").contains(url.getScheme())) {
            throw field.problem("must look like http://host:port/path, but is " + field.text());
        }
        attributes.put("protocol", Value.text(url.getScheme()));
        attributes.put("host", Value.text(url.getHost()));
        if (url.getPort() >= 0) {
            attributes.put("port", new Value.Whole(url.getPort()));
        }
        if (url.getRawPath() != null && !url.getRawPath().isEmpty()) {
            attributes.put("path", Value.text(url.getRawPath()));
        }
    }

    static Entity route(YamlField where, Map<String, YamlField> fields, Optional<Entity> service)
            throws InvalidConfigException {
        Map<String, Value> attributes = attributes(where, fields, ROUTE);
        for (String list : List.of("paths", "hosts", "methods", "protocols")) {
            checkTexts(fields, list);
        }
        Entity declared = new Entity(new Value.Table(attributes));
        for (String path : declared.texts("paths")) {
            checkPath(path, fields.getOrDefault("paths", where));
        }
        attributes.putIfAbsent("protocols", new Value.Seq(List.of(Value.text("http"), Value.text("https"))));
        attributes.putIfAbsent("strip_path", new Value.Bool(true));
        attributes.putIfAbsent("preserve_host", new Value.Bool(false));
        attributes.putIfAbsent("regex_priority", new Value.Whole(0));
        attributes.putIfAbsent("https_redirect_status_code", new Value.Whole(426));
        attributes.putIfAbsent("path_handling", Value.text("v0"));
        attributes.putIfAbsent("request_buffering", new Value.Bool(true));
        attributes.putIfAbsent("response_buffering", new Value.Bool(true));
        service.ifPresent(s -> attributes.put("service", new Value.Table(Map.of("id", Value.text(s.id())))));
        return new Entity(new Value.Table(attributes));
    }

    private static void checkTexts(Map<String, YamlField> fields, String name) throws InvalidConfigException {
        Optional<YamlField> list = YamlField.find(fields, name);
        if (list.isPresent()) {
            for (YamlField item : list.get().items()) {
                item.text();
            }
        }
    }

    private static void checkPath(String path, YamlField where) throws InvalidConfigException {
        if (!path.startsWith("/") && !path.startsWith("~/")) {
            throw where.problem("has " + path + ", which begins neither with / nor, as a regular expression, with ~/");
        }
        try {
            java.util.regex.Pattern.compile(path.startsWith("~") ? path.substring(1) : "");
        } catch (java.util.regex.PatternSyntaxException e) {
            throw where.problem("has " + path + ", which is no regular expression: " + e.getDescription());
        }
    }

    static Entity consumer(YamlField where, Map<String, YamlField> fields) throws InvalidConfigException {
        Map<String, Value> attributes = attributes(where, fields, CONSUMER);
        if (!attributes.containsKey("username") && !attributes.containsKey("custom_id")) {
            throw where.problem("needs a username or a custom_id");
        }
        return new Entity(new Value.Table(attributes));
    }

    private static Map<String, Value> attributes(YamlField where, Map<String, YamlField> fields, Set<String> known)
            throws InvalidConfigException {
        Map<String, Value> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, YamlField> field : fields.entrySet()) {
            if (known.contains(field.getKey()) && !field.getValue().isNull()) {
                attributes.put(field.getKey(), field.getValue().value());
            }
        }
        attributes.putIfAbsent("id", Value.text(id(where, fields)));
        attributes.put("created_at", new Value.Whole(CREATED));
        attributes.put("updated_at", new Value.Whole(CREATED));
        return attributes;
    }

    /** The id that is given, or one that stays the same while the entity has its name or place. */
    static String id(YamlField where, Map<String, YamlField> fields) throws InvalidConfigException {
        Optional<YamlField> given = YamlField.find(fields, "id");
        if (given.isPresent()) {
            return given.get().text();
        }
        Optional<YamlField> name = YamlField.find(fields, "name");
        Optional<YamlField> named = name.isPresent() ? name : YamlField.find(fields, "username");
        String kind = where.path().replaceAll("\\[\\d+]$", "");
        String seed = named.isPresent() ? kind + "/" + named.get().text() : where.path();
        boolean plugin = kind.endsWith("plugins");
        return UUID.nameUUIDFromBytes((plugin ? where.path() : seed).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
