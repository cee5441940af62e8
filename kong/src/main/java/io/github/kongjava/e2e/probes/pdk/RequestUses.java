package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.ACCESS;
import static io.github.kongjava.pdk.Phase.PREREAD;
import static io.github.kongjava.pdk.Phase.RESPONSE;
import static io.github.kongjava.pdk.Phase.REWRITE;

import java.util.Set;

/** {@code kong.request}. */
final class RequestUses {

    private static final String FORM = "application/x-www-form-urlencoded";

    private RequestUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.BEFORE_LOG)
                .reads("request.scheme()", kong -> kong.request().scheme())
                .reads("request.host()", kong -> kong.request().host())
                .reads("request.forwardedScheme()", kong -> kong.request().forwardedScheme())
                .reads("request.forwardedHost()", kong -> kong.request().forwardedHost())
                .reads("request.forwardedPort()", kong -> kong.request().forwardedPort())
                .reads("request.httpVersion()", kong -> kong.request().httpVersion())
                .reads("request.method()", kong -> kong.request().method())
                .reads("request.path()", kong -> kong.request().path())
                .reads("request.pathWithQuery()", kong -> kong.request().pathWithQuery())
                .reads("request.rawQuery()", kong -> kong.request().rawQuery())
                .reads("request.queryArg(String)", kong -> kong.request().queryArg("b"))
                .reads("request.query()", kong -> kong.request().query())
                .reads("request.query(int)", kong -> kong.request().query(2))
                .reads("request.rawBody()", kong -> kong.request().rawBody())
                .reads("request.rawBody(long)", kong -> kong.request().rawBody(1000))
                .reads("request.bodyText()", kong -> kong.request().bodyText());
        uses.in(Set.of(REWRITE, ACCESS, RESPONSE, PREREAD))
                .reads("request.port()", kong -> kong.request().port());
        uses.in(PdkUses.HTTP)
                .reads("request.header(String)", kong -> kong.request().header("x-sent"))
                .reads("request.headerBytes(String)", kong -> kong.request().headerBytes("x-sent"))
                .reads("request.headers()", kong -> kong.request().headers())
                .reads("request.headers(int)", kong -> kong.request().headers(1000))
                .reads("request.uriCaptures()", kong -> kong.request().uriCaptures());
        uses.inMsgPack(PdkUses.BEFORE_LOG)
                .reads("request.forwardedPath()", kong -> kong.request().forwardedPath())
                .reads("request.forwardedPrefix()", kong -> kong.request().forwardedPrefix())
                .reads("request.rawPath()", kong -> kong.request().rawPath())
                .reads("request.body()", kong -> kong.request().body())
                .reads("request.body(String,int,long)", kong -> kong.request().body(FORM, 10, 0));
        uses.inMsgPack(PdkUses.HTTP)
                .reads("request.startTime()", kong -> kong.request().startTime());
    }
}
