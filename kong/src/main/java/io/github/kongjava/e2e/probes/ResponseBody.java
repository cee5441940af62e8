package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.ResponsePhase;

/** Reads the upstream's body and tells its length and digest. */
@KongPlugin(name = "probe-response-body", version = "1.0.0", priority = 500)
public final class ResponseBody implements ResponsePhase {

    /** Needs no configuration. */
    public ResponseBody() {}

    @Override
    public void response(Kong kong) {
        byte[] body = kong.service().response().rawBody();
        kong.response().setHeader("x-seen-length", Integer.toString(body.length));
        kong.response().setHeader("x-seen-sha256", Digest.of(body));
    }
}
