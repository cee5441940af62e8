package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.PrereadPhase;
import io.github.kongjava.pdk.config.Protocols;

/** Has a bug in the phases that come before any request. */
@KongPlugin(name = "probe-throw-on-connection", version = "1.0.0", priority = 600)
@Protocols({"http", "https", "tcp", "tls"})
public final class ThrowOnConnection implements CertificatePhase, PrereadPhase {

    /** Needs no configuration. */
    public ThrowOnConnection() {}

    @Override
    public void certificate(Kong kong) {
        throw new IllegalStateException("a bug in certificate");
    }

    @Override
    public void preread(Kong kong) {
        throw new IllegalStateException("a bug in preread");
    }
}
