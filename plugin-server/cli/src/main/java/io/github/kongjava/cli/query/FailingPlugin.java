package io.github.kongjava.cli.query;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.PrereadPhase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;
import io.github.kongjava.server.barrier.FailurePolicy;
import io.github.kongjava.server.instance.Plugin;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A plugin of which Kong does not call every phase that it has: the ones that Kong does call fail, so that its policy for
 * failures holds. An instance that cannot be started would do the same, but makes old versions of Kong try for ever.
 */
record FailingPlugin(Plugin plugin, StaticQueryFinding.Stale reason) implements Plugin {

    @Override
    public Object newInstance(byte[] config, PluginContext context) {
        return new FailingPhases(reason.message());
    }

    @Override
    public String name() {
        return plugin.name();
    }

    @Override
    public String version() {
        return plugin.version();
    }

    @Override
    public int priority() {
        return plugin.priority();
    }

    /** All: Kong may call one that the document has and the plugin has not. */
    @Override
    public Set<Phase> phases() {
        return EnumSet.allOf(Phase.class);
    }

    @Override
    public Protocol protocol() {
        return plugin.protocol();
    }

    @Override
    public Duration timeout() {
        return plugin.timeout();
    }

    @Override
    public FailurePolicy onFailure() {
        return plugin.onFailure();
    }

    @Override
    public String schemaJson() {
        return plugin.schemaJson();
    }

    @Override
    public ClassLoader classLoader() {
        return plugin.classLoader();
    }

    @Override
    public Object contentKey(byte[] config) throws Exception {
        return plugin.contentKey(config);
    }

    private record FailingPhases(String why)
            implements CertificatePhase, RewritePhase, AccessPhase, ResponsePhase, PrereadPhase, LogPhase {

        @Override
        public void certificate(Kong kong) {
            throw new IllegalStateException(why);
        }

        @Override
        public void rewrite(Kong kong) {
            throw new IllegalStateException(why);
        }

        @Override
        public void access(Kong kong) {
            throw new IllegalStateException(why);
        }

        @Override
        public void response(Kong kong) {
            throw new IllegalStateException(why);
        }

        @Override
        public void preread(Kong kong) {
            throw new IllegalStateException(why);
        }

        @Override
        public void log(Kong kong) {
            throw new IllegalStateException(why);
        }
    }
}
