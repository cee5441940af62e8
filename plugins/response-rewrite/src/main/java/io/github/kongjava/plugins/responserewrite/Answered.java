package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.ResponseSource;

/**
 * A response as it was before this plugin changed anything.
 *
 * @param method the client's method
 * @param path the client's path
 * @param status the status
 * @param source who made it
 * @param headers all headers that can be seen
 */
record Answered(String method, String path, int status, ResponseSource source, Headers headers) {

    /** Kong shows a plugin no more header lines. */
    private static final int LINES_VISIBLE = 1000;

    static Answered of(Kong kong) {
        return new Answered(
                kong.request().method(),
                kong.request().path(),
                kong.response().status(),
                kong.response().source(),
                kong.response().headers(LINES_VISIBLE));
    }

    /** Whether there may be more headers than those that can be seen. */
    boolean hasHiddenHeaders() {
        return headers.names().stream()
                        .mapToInt(name -> headers.all(name).size())
                        .sum()
                >= LINES_VISIBLE;
    }

    /** Whether HTTP allows no body in it. */
    boolean isBodiless() {
        return method.equals("HEAD") || status == 204 || status == 205 || status == 304;
    }
}
