package io.github.kongjava.plugins.responserewrite;

import com.google.re2j.Pattern;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.responserewrite.body.MediaType;
import io.github.kongjava.plugins.responserewrite.config.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a response must be for a rule to apply. Immutable, thread safe. */
final class Conditions {

    private record HeaderPattern(String name, Optional<Pattern> pattern) {

        boolean isMetBy(Headers headers) {
            return pattern.map(expression -> headers.all(name).stream()
                            .anyMatch(value -> expression.matcher(value).find()))
                    .orElse(headers.contains(name));
        }
    }

    private final When when;
    private final Optional<Pattern> path;
    private final List<HeaderPattern> headers = new ArrayList<>();

    Conditions(When when) {
        this.when = when;
        path = when.path().map(Pattern::compile);
        when.headers()
                .forEach(each -> headers.add(
                        new HeaderPattern(each.name(), each.pattern().map(Pattern::compile))));
    }

    /** Whether the request meets those that look at it. */
    boolean areMetBy(String method, String requestPath) {
        return (when.methods().isEmpty() || when.methods().contains(method))
                && (path.isEmpty() || path.get().matcher(requestPath).find());
    }

    /** Whether the response meets all. */
    boolean areMetBy(Answered answered) {
        return areMetBy(answered.method(), answered.path())
                && (when.statuses().isEmpty()
                        || when.statuses().stream().anyMatch(status -> matches(status, answered.status())))
                && (when.sources().isEmpty() || when.sources().contains(answered.source()))
                && (when.contentTypes().isEmpty()
                        || MediaType.of(answered.headers()).isOneOf(when.contentTypes()))
                && headers.stream().allMatch(each -> each.isMetBy(answered.headers()));
    }

    private static boolean matches(String pattern, int status) {
        String digits = Integer.toString(status);
        for (int i = 0; i < digits.length(); i++) {
            if (pattern.charAt(i) != 'x' && pattern.charAt(i) != digits.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
