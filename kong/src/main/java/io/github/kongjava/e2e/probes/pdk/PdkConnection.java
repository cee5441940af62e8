package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PrereadPhase;
import io.github.kongjava.pdk.config.Protocols;

/** Calls the functions of the PDK in the phases that come before any request, but for those that end or divert it. */
@KongPlugin(name = "probe-pdk-connection", version = "1.0.0", priority = 500)
@Protocols({"http", "https", "tcp", "tls"})
public final class PdkConnection implements CertificatePhase, PrereadPhase {

    private static final String ID = "connection";

    /** Needs no configuration. */
    public PdkConnection() {}

    @Override
    public void certificate(Kong kong) {
        PdkCalls.run(kong, ID, Phase.CERTIFICATE, use -> !use.acts());
    }

    @Override
    public void preread(Kong kong) {
        PdkCalls.run(
                kong, ID, Phase.PREREAD, use -> !use.acts() || use.function().startsWith("service.setTls"));
    }
}
