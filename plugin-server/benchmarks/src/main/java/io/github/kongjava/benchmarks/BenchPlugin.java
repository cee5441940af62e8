package io.github.kongjava.benchmarks;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.config.DefaultValue;

/** A plugin that does nothing but make PDK calls. */
@KongPlugin(name = "bench", version = "1.0.0")
public final class BenchPlugin implements AccessPhase {

    /**
     * Its configuration.
     *
     * @param calls how many headers it asks for in each event; below 0 it exits at once
     */
    public record Config(@DefaultValue("0") int calls) {}

    private final Config config;

    /** With its configuration. */
    public BenchPlugin(Config config) {
        this.config = config;
    }

    @Override
    public void access(Kong kong) {
        if (config.calls() < 0) {
            throw kong.response().exit(403);
        }
        for (int i = 0; i < config.calls(); i++) {
            if (kong.request().header("x-bench").isEmpty()) {
                throw new IllegalStateException("the load driver did not answer get_header");
            }
        }
    }
}
