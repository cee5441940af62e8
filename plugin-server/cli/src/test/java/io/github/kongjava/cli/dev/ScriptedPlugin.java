package io.github.kongjava.cli.dev;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;
import io.github.kongjava.server.barrier.FailurePolicy;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.testkit.simulation.OfferedPlugin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A plugin whose phases are given as functions of Kong and of the configuration's JSON. */
record ScriptedPlugin(String name, int priority, Protocol protocol, Map<Phase, BiConsumer<Kong, String>> scripts)
        implements Plugin {

    static Plugins only(ScriptedPlugin... plugins) {
        List<Plugin> all = List.of(plugins);
        return new Plugins() {
            @Override
            public Optional<Plugin> find(String name) {
                return all.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
            }

            @Override
            public Collection<Plugin> all() {
                return all;
            }
        };
    }

    OfferedPlugin offer() {
        return new OfferedPlugin(name, priority, phases(), protocol, schemaJson());
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Set<Phase> phases() {
        return scripts.keySet();
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public FailurePolicy onFailure() {
        return new FailurePolicy(500, false);
    }

    @Override
    public String schemaJson() {
        return "{\"name\":\"" + name + "\",\"fields\":[{\"config\":{\"type\":\"record\",\"fields\":["
                + "{\"word\":{\"type\":\"string\",\"default\":\"default\"}}]}}]}";
    }

    @Override
    public Object contentKey(byte[] config) {
        return new String(config, StandardCharsets.UTF_8);
    }

    @Override
    public Object newInstance(byte[] config, PluginContext context) {
        return new Running(new String(config, StandardCharsets.UTF_8), scripts);
    }

    private record Running(String config, Map<Phase, BiConsumer<Kong, String>> scripts)
            implements RewritePhase, AccessPhase, ResponsePhase, LogPhase {

        private void run(Phase phase, Kong kong) {
            Optional.ofNullable(scripts.get(phase)).orElseThrow().accept(kong, config);
        }

        @Override
        public void rewrite(Kong kong) {
            run(Phase.REWRITE, kong);
        }

        @Override
        public void access(Kong kong) {
            run(Phase.ACCESS, kong);
        }

        @Override
        public void response(Kong kong) {
            run(Phase.RESPONSE, kong);
        }

        @Override
        public void log(Kong kong) {
            run(Phase.LOG, kong);
        }
    }
}
