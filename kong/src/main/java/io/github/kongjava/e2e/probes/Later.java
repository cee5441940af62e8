package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.KongPlugin;

/** Of two plugins with the same work the one with the lower priority. */
@KongPlugin(name = "probe-later", version = "0.1.0", priority = 800)
public final class Later extends Steps {

    /** Needs no configuration. */
    public Later() {
        super("later");
    }
}
