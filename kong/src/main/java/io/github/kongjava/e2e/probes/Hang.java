package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import java.util.concurrent.CountDownLatch;

/** Waits for what never comes. */
@KongPlugin(name = "probe-hang", version = "1.0.0", priority = 600, timeout = 500)
public final class Hang implements AccessPhase {

    /** Needs no configuration. */
    public Hang() {}

    @Override
    public void access(Kong kong) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
