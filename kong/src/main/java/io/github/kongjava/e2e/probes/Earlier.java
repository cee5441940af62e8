package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.KongPlugin;

/** Of two plugins with the same work the one with the higher priority. */
@KongPlugin(name = "probe-earlier", version = "0.1.0", priority = 900)
public final class Earlier extends Steps {

    /** Needs no configuration. */
    public Earlier() {
        super("earlier");
    }
}
