package io.github.kongjava.plugins.tenantguard;

import io.github.kongjava.pdk.PluginContext;
import java.util.function.Supplier;

/** Keeps nothing, shows nothing. */
final class Nowhere implements PluginContext {

    @Override
    public String pluginName() {
        return "tenant-guard";
    }

    @Override
    public <T> T shared(String key, Class<T> type, Supplier<? extends T> factory) {
        return factory.get();
    }

    @Override
    public void status(String subject, String state) {}
}
