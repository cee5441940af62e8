package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;

/** Has a bug in the phase that the request's header {@code x-bug} names. */
@KongPlugin(name = "probe-throw", version = "1.0.0", priority = 600)
public final class Throw implements RewritePhase, AccessPhase, ResponsePhase, LogPhase {

    /** Needs no configuration. */
    public Throw() {}

    @Override
    public void rewrite(Kong kong) {
        failIn("rewrite", kong);
    }

    @Override
    public void access(Kong kong) {
        failIn("access", kong);
    }

    @Override
    public void response(Kong kong) {
        failIn("response", kong);
    }

    @Override
    public void log(Kong kong) {
        failIn("log", kong);
    }

    private static void failIn(String phase, Kong kong) {
        if (kong.request().header("x-bug").filter(phase::equals).isPresent()) {
            throw new IllegalStateException("a bug in " + phase);
        }
    }
}
