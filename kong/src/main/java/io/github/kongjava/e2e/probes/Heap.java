package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Answers with the bytes that the JVM's heap holds after a collection. */
@KongPlugin(name = "probe-heap", version = "1.0.0", priority = 500)
public final class Heap implements AccessPhase {

    /** Needs no configuration. */
    public Heap() {}

    @Override
    public void access(Kong kong) {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        throw kong.response().exit(200, Long.toString(runtime.totalMemory() - runtime.freeMemory()));
    }
}
