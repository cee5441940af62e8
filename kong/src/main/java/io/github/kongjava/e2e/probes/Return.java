package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Returns what a request carries to its client, and hands it to the upstream: any mix-up shows. */
@KongPlugin(name = "probe-return", version = "1.0.0", priority = 500)
public final class Return implements AccessPhase {

    /** Needs no configuration. */
    public Return() {}

    @Override
    public void access(Kong kong) {
        String id = kong.request().header("x-id").orElse("");
        kong.service().request().setHeader("x-handed-on", id);
        kong.response().setHeader("x-returned", id);
    }
}
