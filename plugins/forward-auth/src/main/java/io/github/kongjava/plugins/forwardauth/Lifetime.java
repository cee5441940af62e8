package io.github.kongjava.plugins.forwardauth;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** For how long an answer of the service may be kept. */
final class Lifetime {

    private Lifetime() {}

    /** As configured for the decision, or less if Cache-Control says so; zero if the answer is for one request only. */
    static Duration of(Config.Cache config, Decision decision, HttpHeaders headers) {
        if (decision instanceof Decision.Undecided
                || headers.firstValue("set-cookie").isPresent()
                || headers.allValues("vary").stream().anyMatch(value -> value.contains("*"))) {
            return Duration.ZERO;
        }
        Duration lifetime = decision instanceof Decision.Allowed ? config.allowFor() : config.denyFor();
        List<String> directives = headers.allValues("cache-control").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String directive : directives) {
            Duration told = told(directive, lifetime);
            lifetime = told.compareTo(lifetime) < 0 ? told : lifetime;
        }
        return lifetime;
    }

    private static Duration told(String directive, Duration unless) {
        String name = directive.split("=", 2)[0].strip();
        if (name.equals("no-store") || name.equals("no-cache") || name.equals("private")) {
            return Duration.ZERO;
        }
        if (!name.equals("max-age") && !name.equals("s-maxage")) {
            return unless;
        }
        String seconds = directive.substring(name.length()).replaceAll("[=\" ]", "");
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
