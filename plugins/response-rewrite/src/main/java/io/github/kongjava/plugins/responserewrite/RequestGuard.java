package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.support.GuardedHeaders;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks after requests whose response this plugin must be able to read. */
final class RequestGuard {

    /** What Kong can send on when it buffers the response; anything else becomes a GET. */
    private static final Set<String> METHODS = Set.of(
            "GET",
            "HEAD",
            "PUT",
            "POST",
            "DELETE",
            "OPTIONS",
            "MKCOL",
            "COPY",
            "MOVE",
            "PROPFIND",
            "PROPPATCH",
            "LOCK",
            "UNLOCK",
            "PATCH",
            "TRACE");

    private static final Set<String> CODINGS = Set.of("gzip", "x-gzip", "deflate", "identity");

    private RequestGuard() {}

    static void refuseOtherMethod(Kong kong, String method) {
        if (!METHODS.contains(method)) {
            throw JsonAnswer.problem(405, "Method Not Allowed", "this method cannot be sent on here")
                    .with(Headers.of("Allow", METHODS.stream().sorted().collect(Collectors.joining(", "))))
                    .exit(kong);
        }
    }

    /** Has the upstream answer as a whole, in codings that can be undone, over the connection that there is. */
    static void keepReadable(Kong kong) {
        if (kong.nginx().var("upstream_upgrade").isPresent()) {
            // Kong would not buffer, and so not show the answer to this plugin, whatever the upstream answers.
            // It has decided so before any plugin ran: the header itself may be gone by now.
            throw JsonAnswer.problem(403, "Forbidden", "this connection cannot be upgraded")
                    .exit(kong);
        }
        Headers headers = GuardedHeaders.visible(kong);
        for (String name : List.of("Range", "If-Range")) {
            if (headers.contains(name)) {
                kong.service().request().clearHeader(name);
            }
        }
        if (headers.contains("accept-encoding")) {
            kong.service().request().setHeader("Accept-Encoding", readable(headers.all("accept-encoding")));
        }
    }

    private static String readable(List<String> lines) {
        String known = Arrays.stream(String.join(",", lines).split(",", -1))
                .map(String::strip)
                .filter(each -> CODINGS.contains(each.split(";", -1)[0].strip().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "identity" : known;
    }
}
