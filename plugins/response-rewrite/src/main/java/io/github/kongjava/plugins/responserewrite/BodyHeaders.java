package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.Kong;
import java.util.List;

/** Headers that say something of a body that the client does not get. */
final class BodyHeaders {

    /** True of the very bytes that the upstream sent. */
    private static final List<String> OF_BYTES = List.of("ETag", "Accept-Ranges", "Content-Range", "Trailer");

    /** From these what is masked could be found by trying. */
    private static final List<String> DIGESTS = List.of("Digest", "Content-Digest", "Repr-Digest", "Content-MD5");

    /** True of what the upstream meant, which a refusal is not. */
    private static final List<String> OF_MEANING = List.of(
            "Content-Encoding",
            "Content-Language",
            "Content-Location",
            "Content-Disposition",
            "Last-Modified",
            "Expires",
            "Cache-Control");

    private BodyHeaders() {}

    /** Removes what is not true of a changed body. */
    static void changed(Kong kong) {
        OF_BYTES.forEach(kong.response()::clearHeader);
        DIGESTS.forEach(kong.response()::clearHeader);
    }

    /** Removes what tells of a body that is not sent with this response, and would be changed. What names its version stays. */
    static void untold(Kong kong) {
        DIGESTS.forEach(kong.response()::clearHeader);
        kong.response().clearHeader("Content-Length");
    }

    /** Removes what is not true of this plugin's own answer. */
    static void refused(Kong kong) {
        changed(kong);
        OF_MEANING.forEach(kong.response()::clearHeader);
    }
}
