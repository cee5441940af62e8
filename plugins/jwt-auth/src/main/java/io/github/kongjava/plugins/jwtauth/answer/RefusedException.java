package io.github.kongjava.plugins.jwtauth.answer;

import java.time.Duration;
import java.util.Optional;

/** The request does not pass. The message is told to the client: it names nothing that a forger could use. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Answer answer;
    private final String told;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<Challenge> challenge;
    private final String reason;

    private RefusedException(
            Answer answer,
            String message,
            String reason,
            Optional<Duration> retryAfter,
            Optional<Challenge> challenge) {
        // Clients cause these at will: without stack trace they cost little.
        super(message, null, false, false);
        this.answer = answer;
        this.told = message;
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.challenge = challenge;
    }

    /** With what is told to the client. */
    public static RefusedException of(Answer answer, String message) {
        return new RefusedException(answer, message, message, Optional.empty(), Optional.empty());
    }

    /** With {@link Answer#INVALID_TOKEN}. */
    public static RefusedException invalidToken(String message) {
        return of(Answer.INVALID_TOKEN, message);
    }

    /** With {@link Answer#UNAVAILABLE}; the reason is for the log alone. */
    public static RefusedException unavailable(String reason, Duration retryAfter) {
        return new RefusedException(
                Answer.UNAVAILABLE,
                "the token cannot be checked now",
                reason,
                Optional.of(retryAfter),
                Optional.empty());
    }

    /** With {@link Answer#NO_PROOF} and a challenge of its own. */
    public static RefusedException noProof(Challenge challenge, String message) {
        return new RefusedException(Answer.NO_PROOF, message, message, Optional.empty(), Optional.of(challenge));
    }

    /** The line of the table. */
    public Answer answer() {
        return answer;
    }

    /** What the client is told. */
    public String told() {
        return told;
    }

    /** What is to be logged. */
    public String reason() {
        return reason;
    }

    /** When it is worth another try. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** A scheme and error other than those of the configuration and the table. */
    public Optional<Challenge> challenge() {
        return challenge;
    }
}
