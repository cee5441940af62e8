package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Reads the request's body and tells its length and digest. */
@KongPlugin(name = "probe-request-body", version = "1.0.0", priority = 500)
public final class RequestBody implements AccessPhase {

    /** Needs no configuration. */
    public RequestBody() {}

    @Override
    public void access(Kong kong) {
        byte[] body = kong.request().rawBody();
        kong.response().setHeader("x-seen-length", Integer.toString(body.length));
        kong.response().setHeader("x-seen-sha256", Digest.of(body));
    }
}
