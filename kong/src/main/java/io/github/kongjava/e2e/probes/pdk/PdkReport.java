package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Answers with what came of the functions at {@code ?place=id/phase}; 404 as long as nothing did. */
@KongPlugin(name = "probe-pdk-report", version = "1.0.0", priority = 500)
public final class PdkReport implements AccessPhase {

    /** Needs no configuration. */
    public PdkReport() {}

    @Override
    public void access(Kong kong) {
        String place = kong.request().queryArg("place").orElse("");
        throw PdkReports.take(place)
                .map(report -> kong.response().exit(200, report))
                .orElseGet(() -> kong.response().exit(404));
    }
}
