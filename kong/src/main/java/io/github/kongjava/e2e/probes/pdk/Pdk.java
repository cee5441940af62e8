package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;

/**
 * Calls functions of the PDK for requests with the header {@code x-pdk-id}: in every phase all that change nothing, or, if the
 * request names one in {@code x-pdk-function}, that one alone, in the phase {@code x-pdk-phase}, and only with {@code x-pdk-by:
 * J}; others leave it to a plugin in Lua.
 */
@KongPlugin(name = "probe-pdk", version = "1.0.0", priority = 500)
public final class Pdk implements RewritePhase, AccessPhase, ResponsePhase, LogPhase {

    /** Needs no configuration. */
    public Pdk() {}

    @Override
    public void rewrite(Kong kong) {
        run(kong, Phase.REWRITE);
    }

    @Override
    public void access(Kong kong) {
        run(kong, Phase.ACCESS);
    }

    @Override
    public void response(Kong kong) {
        run(kong, Phase.RESPONSE);
    }

    @Override
    public void log(Kong kong) {
        run(kong, Phase.LOG);
    }

    private static void run(Kong kong, Phase phase) {
        String id = kong.request().header("x-pdk-id").orElse("");
        if (id.isEmpty()) {
            return;
        }
        String function = kong.request().header("x-pdk-function").orElse("");
        if (function.isEmpty()) {
            PdkCalls.run(kong, id, phase, use -> !use.acts());
        } else if (has(kong, "x-pdk-by", "J") && has(kong, "x-pdk-phase", phase.kongName())) {
            PdkCalls.run(kong, id, phase, use -> use.function().equals(function));
        }
    }

    private static boolean has(Kong kong, String header, String value) {
        return kong.request().header(header).filter(value::equals).isPresent();
    }
}
