package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kong's settings as Kong itself reads them: a file of {@code key = value}, and environment variables, which win.
 *
 * @param values by their keys; keys from a file have an underscore for each character that is no letter or digit
 * @param oddities what was written in a way that Kong does not read
 */
public record KongSettings(Map<String, String> values, List<String> oddities) {

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final List<String> PLACES = List.of("/etc/kong/kong.conf", "/etc/kong.conf");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?<!\\\\)#.*$");

    /** Copies both. */
    public KongSettings {
        values = Map.copyOf(values);
        oddities = List.copyOf(oddities);
    }

    /** Where Kong looks for its file if none is named; empty if it is in none of these places. */
    public static Optional<Path> defaultFile() {
        return PLACES.stream().map(Path::of).filter(Files::isRegularFile).findFirst();
    }

    /**
     * Reads both.
     *
     * @param file kong.conf, if there is one
     * @param environment as Kong has it when it starts
     */
    public static KongSettings read(Optional<Path> file, Map<String, String> environment) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> oddities = new ArrayList<>();
        if (file.isPresent()) {
            if (Files.size(file.get()) > MAX_BYTES) {
                throw new IOException(file.get() + " is longer than " + MAX_BYTES + " bytes");
            }
            readFile(Files.readString(file.get(), StandardCharsets.UTF_8), values, oddities);
        }
        environment.forEach((name, value) -> readVariable(name, value, values, oddities));
        values.values().removeIf(String::isEmpty); // an empty value is none
        return new KongSettings(values, oddities);
    }

    private static void readFile(String text, Map<String, String> values, List<String> oddities) {
        String begun = "";
        String section = "";
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.strip().startsWith("#") || line.strip().startsWith(";")) {
                continue;
            }
            if (line.stripTrailing().endsWith("\\")) { // goes on in the next line
                String part = line.stripTrailing();
                begun += part.substring(0, part.length() - 1);
                continue;
            }
            String whole = begun + line;
            begun = "";
            if (whole.startsWith("[")) {
                section = whole.strip();
            } else if (section.isEmpty()) {
                readLine(whole, values, oddities);
            } else {
                oddities.add("kong.conf: Kong does not read \"" + key(whole) + "\" after the line " + section);
            }
        }
    }

    private static String key(String line) {
        return line.replaceFirst("=.*", "").strip();
    }

    private static void readLine(String line, Map<String, String> values, List<String> oddities) {
        int sign = line.indexOf('=');
        if (sign < 0) {
            oddities.add("kong.conf: Kong does not read the line that begins \"" + firstWord(line) + "\": it has no =");
            return;
        }
        String key = key(line).replaceAll("[^A-Za-z0-9]", "_");
        if (key.toLowerCase(Locale.ROOT).startsWith("pluginserver_") && !key.equals(key.toLowerCase(Locale.ROOT))) {
            oddities.add("kong.conf: Kong does not find \"" + key + "\": it looks for lower case names only");
        }
        String value = COMMENT.matcher(line.substring(sign + 1).strip()).replaceFirst("");
        values.put(key, value.replace("\\#", "#").strip());
    }

    private static String firstWord(String line) {
        return line.strip().replaceFirst("\\s.*", "");
    }

    private static void readVariable(String name, String value, Map<String, String> values, List<String> oddities) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("KONG_")) {
            return;
        }
        if (name.equals(upper)) {
            values.put(name.substring("KONG_".length()).toLowerCase(Locale.ROOT), value.strip());
        }
        if (upper.startsWith("KONG_PLUGINSERVER_") && (!name.equals(upper) || upper.matches(".*[^A-Z0-9_].*"))) {
            oddities.add(
                    "environment: Kong does not read " + name + ": write it as " + upper.replaceAll("[^A-Z0-9_]", "_"));
        }
    }

    /** A value; empty if it is not set. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A value that is a list, separated by commas. */
    public List<String> list(String key) {
        return get(key).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(value))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Kong's prefix. */
    public Path prefix() {
        return Path.of(get("prefix").orElse("/usr/local/kong"));
    }

    /** The plugin servers, in order. */
    public List<PluginServerSetting> pluginServers() {
        return list("pluginserver_names").stream().map(this::pluginServer).toList();
    }

    private PluginServerSetting pluginServer(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        String key = "pluginserver_" + name.replace('-', '_');
        return new PluginServerSetting(
                given,
                key,
                Path.of(get(key + "_socket")
                        .orElse(prefix().resolve(name + ".socket").toString())),
                get(key + "_start_cmd").map(ShellWords::new),
                get(key + "_query_cmd").map(ShellWords::new));
    }
}
