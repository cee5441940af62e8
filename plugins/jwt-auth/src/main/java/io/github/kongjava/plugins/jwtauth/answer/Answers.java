package io.github.kongjava.plugins.jwtauth.answer;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts a refusal into HTTP. Immutable, thread safe. */
public final class Answers {

    private final String realm;
    private final List<String> schemes;
    private final Optional<String> scope;
    private final boolean problemJson;

    /**
     * For one configuration.
     *
     * @param realm printable ASCII without quotes and backslashes
     * @param schemes that a client may use, the preferred one first
     * @param scopes of which the client is told if it lacks one; empty for none
     * @param problemJson whether bodies are problem documents
     */
    public Answers(String realm, List<String> schemes, List<String> scopes, boolean problemJson) {
        this.realm = realm;
        this.schemes = List.copyOf(schemes);
        this.scope = scopes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", scopes));
        this.problemJson = problemJson;
    }

    /** What the client gets. */
    public JsonAnswer of(RefusedException refused) {
        Answer answer = refused.answer();
        JsonAnswer body = problemJson
                ? JsonAnswer.problem(answer.status(), answer.title(), refused.told())
                : JsonAnswer.of(answer.status(), refused.told());
        Headers.Builder headers = Headers.builder().add("Cache-Control", "no-store");
        if (answer == Answer.UNAVAILABLE) {
            headers.add("Retry-After", seconds(refused.retryAfter().orElse(Duration.ofSeconds(1))));
        } else {
            challenges(refused).forEach(challenge -> headers.add("WWW-Authenticate", challenge));
        }
        return body.with(headers.build());
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    private List<String> challenges(RefusedException refused) {
        if (refused.challenge().isPresent()) {
            Challenge own = refused.challenge().get();
            return List.of(challenge(own.scheme(), Optional.of(own.error()), refused));
        }
        Optional<String> error = refused.answer().error();
        if (error.isPresent()) {
            return List.of(challenge(schemes.get(0), error, refused));
        }
        return schemes.stream().map(scheme -> challenge(scheme, error, refused)).toList();
    }

    private String challenge(String scheme, Optional<String> error, RefusedException refused) {
        StringBuilder challenge =
                new StringBuilder(scheme).append(" realm=\"").append(realm).append('"');
        error.ifPresent(code -> challenge
                .append(", error=\"")
                .append(code)
                .append("\", error_description=\"")
                .append(refused.told())
                .append('"'));
        if (refused.answer() == Answer.INSUFFICIENT_SCOPE) {
            scope.ifPresent(
                    scopes -> challenge.append(", scope=\"").append(scopes).append('"'));
        }
        return challenge.toString();
    }
}
