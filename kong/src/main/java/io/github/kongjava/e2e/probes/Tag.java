package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;

/** Shows its configured value to the client. */
@KongPlugin(name = "probe-tag", version = "1.2.3", priority = 700)
public final class Tag implements AccessPhase {

    /**
     * Settings of one configured plugin.
     *
     * @param value of the header {@code x-tag}
     */
    public record Config(String value) {}

    private final Config config;

    /** For one configuration. */
    public Tag(Config config) {
        this.config = config;
    }

    @Override
    public void access(Kong kong) {
        kong.response().setHeader("x-tag", config.value());
    }
}
