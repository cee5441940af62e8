package io.github.kongjava.e2e.probes.pdk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What was told of functions, kept until it is fetched. Thread-safe. */
final class PdkReports {

    private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

    private PdkReports() {}

    /** Keeps a line for each function: its name, a tab, its value percent-encoded. */
    static void keep(String place, Map<String, String> values) {
        KEPT.put(
                place,
                values.entrySet().stream()
                        .map(value -> value.getKey() + "\t"
                                + URLEncoder.encode(value.getValue(), StandardCharsets.ISO_8859_1) + "\n")
                        .collect(Collectors.joining()));
    }

    /** Gives the lines away. */
    static Optional<String> take(String place) {
        return Optional.ofNullable(KEPT.remove(place));
    }
}
