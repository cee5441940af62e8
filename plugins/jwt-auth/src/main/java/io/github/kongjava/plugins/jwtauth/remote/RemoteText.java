package io.github.kongjava.plugins.jwtauth.remote;

import java.io.IOException;
import java.net.URI;

/** Texts of others in messages. */
public final class RemoteText {

    private static final int LONGEST = 120;

    private RemoteText() {}

    /** A text from elsewhere, cut, in printable ASCII: it ends no line of a log. */
    public static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    /** An address without its query, which may hold a secret. */
    public static String shown(URI url) {
        return shown(url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath());
    }

    /** Why there was no answer. The JDK tells of refused connections without a message. */
    public static String reason(IOException failure) {
        String message = failure.getMessage();
        return shown(message == null ? failure.getClass().getSimpleName() : message);
    }
}
