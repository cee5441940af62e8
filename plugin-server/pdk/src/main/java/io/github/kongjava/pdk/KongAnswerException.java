package io.github.kongjava.pdk;

/** Kong answered a PDK function with an error, or with something that is no answer to it. */
public final class KongAnswerException extends PdkException {

    private static final long serialVersionUID = 1L;

    /** With the function and what is wrong with the answer. */
    public KongAnswerException(String message) {
        super(message);
    }
}
