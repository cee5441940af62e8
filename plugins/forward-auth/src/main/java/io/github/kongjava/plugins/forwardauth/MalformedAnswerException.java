package io.github.kongjava.plugins.forwardauth;

/** The service answered something that is no decision. The message says what, and nothing of its content. */
final class MalformedAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
