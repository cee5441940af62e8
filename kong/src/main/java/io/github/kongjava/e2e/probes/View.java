package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.MsgPackOnlyException;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.Query;

/** Tells how a request looks to a plugin: its headers, its query, and the protocol that carries them. */
@KongPlugin(name = "probe-view", version = "1.0.0", priority = 500)
public final class View implements AccessPhase {

    /** Needs no configuration. */
    public View() {}

    @Override
    public void access(Kong kong) {
        kong.response()
                .setHeader(
                        "x-seen-headers",
                        Integer.toString(kong.request().headers(1000).names().size()));
        kong.response().setHeader("x-seen-protocol", protocol(kong).kongName());
        kong.response().setHeader("x-seen-query", "?" + kong.request().rawQuery());
        Query query = kong.request().query();
        kong.response()
                .setHeader(
                        "x-seen-flags",
                        String.join(
                                ",",
                                query.names().stream()
                                        .filter(query::isFlag)
                                        .sorted()
                                        .toList()));
        kong.request().headerBytes("x-latin").ifPresent(value -> {
            kong.response().setHeader("x-seen-latin", value);
            kong.service().request().setHeader("x-copied-latin", value);
        });
    }

    private static Protocol protocol(Kong kong) {
        try {
            kong.request().forwardedPath();
            return Protocol.MSGPACK;
        } catch (MsgPackOnlyException e) {
            return Protocol.PROTOBUF;
        }
    }
}
