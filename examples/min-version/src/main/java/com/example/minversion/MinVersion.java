package com.example.minversion;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Match;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;

/** Lets requests pass of clients that are recent enough, and tells the upstream which version they are of. */
@KongPlugin(name = "min-version", version = "1.0.0", priority = 900)
public final class MinVersion implements AccessPhase {

    /**
     * Settings of one configured plugin. Kong makes its schema of them, and refuses what is not like it.
     *
     * @param oldest the oldest version that may pass
     * @param header where clients tell theirs
     */
    public record Config(
            @Description("Oldest version of a client that may pass, such as 2.4.0") @Match("^%d+%.%d+%.%d+$")
            String oldest,

            @Description("Header in which clients tell their version") @DefaultValue("x-client-version")
            String header) {}

    private final Config config;
    private final Version oldest;

    public MinVersion(Config config) {
        this.config = config;
        oldest = Version.parse(config.oldest());
    }

    @Override
    public void access(Kong kong) {
        Optional<Version> version = kong.request().header(config.header()).flatMap(MinVersion::parsed);
        if (version.filter(told -> told.compareTo(oldest) >= 0).isEmpty()) {
            throw kong.response()
                    .exit(403, "this needs version " + oldest + " or later\n", Headers.of("Content-Type", "text/plain"));
        }
        kong.service().request().setHeader("x-client-is", version.get().toString());
    }

    /** What is no version is none. */
    private static Optional<Version> parsed(String text) {
        try {
            return Optional.of(Version.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
