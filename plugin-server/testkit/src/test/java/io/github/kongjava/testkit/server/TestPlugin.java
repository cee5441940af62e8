package io.github.kongjava.testkit.server;

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
import io.github.kongjava.server.schema.ConfigKey;
import java.time.Duration;
import java.util.Set;

/** A plugin with all phases whose code a test gives. */
record TestPlugin(String name, Duration timeout, FailurePolicy onFailure, Maker maker) implements Plugin {

    /** Stands for the class loader of a plugin's jar. */
    static final ClassLoader LOADER = new ClassLoader(TestPlugin.class.getClassLoader()) {};

    /** Makes the plugin's object. */
    @FunctionalInterface
    interface Maker {
        Object make(byte[] config, PluginContext context) throws Throwable;
    }

    /** What every phase does. */
    @FunctionalInterface
    interface Code {
        void run(Phase phase, Kong kong) throws Throwable;
    }

    static TestPlugin that(Code code) {
        return made((config, context) -> new Everything(code));
    }

    static TestPlugin made(Maker maker) {
        return new TestPlugin("test", Duration.ofSeconds(30), new FailurePolicy(500, false), maker);
    }

    TestPlugin named(String other) {
        return new TestPlugin(other, timeout, onFailure, maker);
    }

    TestPlugin within(Duration time) {
        return new TestPlugin(name, time, onFailure, maker);
    }

    TestPlugin onFailure(int status, boolean pass) {
        return new TestPlugin(name, timeout, new FailurePolicy(status, pass), maker);
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public int priority() {
        return 10;
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
    public String schemaJson() {
        return "{}";
    }

    @Override
    public ClassLoader classLoader() {
        return LOADER;
    }

    @Override
    public Object contentKey(byte[] config) {
        return ConfigKey.of(config);
    }

    @Override
    public Object newInstance(byte[] config, PluginContext context) throws Throwable {
        return maker.make(config, context);
    }

    /** An object with every phase. */
    record Everything(Code code)
            implements CertificatePhase, RewritePhase, AccessPhase, ResponsePhase, PrereadPhase, LogPhase {

        private void run(Phase phase, Kong kong) {
            try {
                code.run(phase, kong);
            } catch (Throwable e) {
                throw Everything.<RuntimeException>as(e);
            }
        }

        /** Throws whatever it is given, checked or not. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <T extends Throwable> T as(Throwable e) throws T {
            throw (T) e;
        }

        @Override
        public void certificate(Kong kong) {
            run(Phase.CERTIFICATE, kong);
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
        public void preread(Kong kong) {
            run(Phase.PREREAD, kong);
        }

        @Override
        public void log(Kong kong) {
            run(Phase.LOG, kong);
        }
    }
}
