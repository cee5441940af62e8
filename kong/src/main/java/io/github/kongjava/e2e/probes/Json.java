package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Reads the request's body as Kong decodes it, which only MsgPack can carry. */
@KongPlugin(name = "probe-json", version = "1.0.0", priority = 500)
public final class Json implements AccessPhase {

    /** Needs no configuration. */
    public Json() {}

    @Override
    public void access(Kong kong) {
        kong.response().setHeader("x-seen-json", kong.request().body().isPresent() ? "yes" : "no");
    }
}
