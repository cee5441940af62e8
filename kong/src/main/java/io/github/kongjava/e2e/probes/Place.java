package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Tells where a request is served: by which worker of Kong, in which JVM, by which object. */
@KongPlugin(name = "probe-place", version = "1.0.0", priority = 500)
public final class Place implements AccessPhase {

    /** Needs no configuration. */
    public Place() {}

    @Override
    public void access(Kong kong) {
        kong.response().setHeader("x-worker", kong.nginx().var("pid").orElseThrow());
        kong.response().setHeader("x-jvm", Long.toString(ProcessHandle.current().pid()));
        kong.response().setHeader("x-object", Integer.toString(System.identityHashCode(this)));
    }
}
