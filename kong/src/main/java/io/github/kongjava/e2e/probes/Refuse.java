package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Lets no request pass. */
@KongPlugin(name = "probe-refuse", version = "1.0.0", priority = 1000)
public final class Refuse implements AccessPhase {

    /** Needs no configuration. */
    public Refuse() {}

    @Override
    public void access(Kong kong) {
        throw kong.response().exit(403, "refused");
    }
}
