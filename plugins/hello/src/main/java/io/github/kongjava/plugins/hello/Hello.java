package io.github.kongjava.plugins.hello;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;

/** The example plugin: greets the client in a header of the response. */
@KongPlugin(name = "hello", version = "1.0.0", priority = 1000)
public final class Hello implements AccessPhase {

    /**
     * Settings of one configured plugin.
     *
     * @param message what the greeting begins with
     */
    public record Config(
            @Description("Text of the greeting") @DefaultValue("hello")
            String message) {}

    private final Config config;

    /** For one configuration. */
    public Hello(Config config) {
        this.config = config;
    }

    @Override
    public void access(Kong kong) {
        String host = kong.request().header("host").orElse("nobody");
        kong.response().setHeader("x-hello-from-java", config.message() + " to " + host);
    }
}
