package io.github.kongjava.testkit;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.IllegalPhaseException;
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
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A plugin of any name that makes, in each event, the calls that it is handed for it. A call that the PDK refuses, as it
 * would throw in Kong, is replaced by {@link #STAND_IN}, so that there is a call that Kong leaves unanswered.
 */
record ReplayedPlugin(String name, Scripts scripts) implements Plugin {

    static final PdkFunction STAND_IN = PdkFunction.NGINX_GET_TLS1_VERSION_STR;

    static Plugins ofAnyName(Scripts scripts) {
        return new Plugins() {
            @Override
            public Optional<Plugin> find(String name) {
                return Optional.of(new ReplayedPlugin(name, scripts));
            }

            @Override
            public Collection<Plugin> all() {
                return List.of();
            }
        };
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Set<Phase> phases() {
        return Set.of(Phase.values());
    }

    @Override
    public Protocol protocol() {
        return Protocol.PROTOBUF;
    }

    @Override
    public Duration timeout() {
        return scripts.timeout();
    }

    @Override
    public FailurePolicy onFailure() {
        return new FailurePolicy(500, false);
    }

    @Override
    public String schemaJson() {
        return "{}";
    }

    @Override
    public Object contentKey(byte[] config) {
        return new String(config, StandardCharsets.UTF_8);
    }

    @Override
    public Object newInstance(byte[] config, PluginContext context) {
        if (scripts.failingStarts().getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new IllegalStateException("this start fails, as the recorded one");
        }
        return new Running(scripts);
    }

    private record Running(Scripts scripts)
            implements CertificatePhase, RewritePhase, AccessPhase, ResponsePhase, PrereadPhase, LogPhase {

        private void run(Kong kong) {
            try {
                List<PdkCall> script = scripts.calls().poll(30, TimeUnit.SECONDS);
                for (PdkCall call : Optional.ofNullable(script).orElseThrow()) {
                    makeOrStandIn(call, kong);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void makeOrStandIn(PdkCall call, Kong kong) {
            try {
                make(call, kong);
            } catch (IllegalPhaseException e) {
                scripts.refused().add(call.function());
                kong.nginx().tlsVersion();
            }
        }

        private static void make(PdkCall call, Kong kong) {
            switch (call.function()) {
                case REQUEST_GET_METHOD -> kong.request().method();
                case REQUEST_GET_HEADER -> kong.request().header(text(call, 0));
                case REQUEST_GET_RAW_BODY -> kong.request().rawBody();
                case CTX_SHARED_SET -> set(call, kong);
                case CTX_SHARED_GET -> kong.ctx().shared().text(text(call, 0));
                case SERVICE_RESPONSE_GET_STATUS -> kong.service().response().status();
                case RESPONSE_SET_HEADER -> kong.response().setHeader(text(call, 0), text(call, 1));
                case RESPONSE_GET_STATUS -> kong.response().status();
                case NGINX_GET_TLS1_VERSION_STR -> kong.nginx().tlsVersion();
                case NODE_GET_HOSTNAME -> kong.node().hostname();
                case NODE_GET_ID -> kong.node().id();
                case CLIENT_GET_IP -> kong.client().ip();
                case RESPONSE_EXIT -> exit(call, kong);
                default -> throw new IllegalStateException("no script has " + call.function());
            }
        }

        private static void set(PdkCall call, Kong kong) {
            Value value = call.arguments().get(1);
            if (value instanceof Value.Whole whole) {
                kong.ctx().shared().set(text(call, 0), whole.value());
            } else {
                kong.ctx().shared().set(text(call, 0), text(call, 1));
            }
        }

        private static void exit(PdkCall call, Kong kong) {
            int status = (int) ((Value.Whole) call.arguments().get(0)).value();
            Map<String, Value> headers = ((Value.Table) call.arguments().get(2)).entries();
            String name = headers.keySet().iterator().next();
            String value = ((Value.Text) Optional.ofNullable(headers.get(name)).orElseThrow()).string();
            throw kong.response().exit(status, text(call, 1), Map.of(name, value));
        }

        private static String text(PdkCall call, int index) {
            return ((Value.Text) call.arguments().get(index)).string();
        }

        @Override
        public void certificate(Kong kong) {
            run(kong);
        }

        @Override
        public void rewrite(Kong kong) {
            run(kong);
        }

        @Override
        public void access(Kong kong) {
            run(kong);
        }

        @Override
        public void response(Kong kong) {
            run(kong);
        }

        @Override
        public void preread(Kong kong) {
            run(kong);
        }

        @Override
        public void log(Kong kong) {
            run(kong);
        }
    }
}
