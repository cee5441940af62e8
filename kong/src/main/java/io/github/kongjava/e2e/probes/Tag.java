package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMin;

/** Shows its configured value to the client. */
@KongPlugin(name = "probe-tag", version = "1.2.3", priority = 700)
public final class Tag implements AccessPhase {

    /**
     * Settings of one configured plugin.
     *
     * @param value of the header {@code x-tag}
     * @param level only there to be out of range
     */
    public record Config(
            @Description("What the client is shown") @LenMin(1)
            String value,

            @Between(min = 1, max = 10) @DefaultValue("1") int level) {}

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
