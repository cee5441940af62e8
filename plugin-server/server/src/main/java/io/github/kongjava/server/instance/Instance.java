package io.github.kongjava.server.instance;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PrereadPhase;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;
import io.github.kongjava.server.barrier.PluginTally;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What Kong knows as one instance: a worker's id for one plugin configuration. Thread safe. */
public final class Instance {

    private final int id;
    private final PluginObject shared;
    private final PluginTally tally;
    private final Instant startedAt = Instant.now();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long lastUsed = System.nanoTime();

    Instance(int id, PluginObject shared, PluginTally tally) {
        this.id = id;
        this.shared = shared;
        this.tally = tally;
    }

    /** The id that Kong names it by. */
    public int id() {
        return id;
    }

    /** The plugin it is an instance of. */
    public Plugin plugin() {
        return shared.plugin();
    }

    /** What happened in the plugin's code. */
    public PluginTally tally() {
        return tally;
    }

    /** When Kong started it. */
    public Instant startedAt() {
        return startedAt;
    }

    PluginObject shared() {
        return shared;
    }

    boolean endOnce() {
        return ended.compareAndSet(false, true);
    }

    void touch(long now) {
        lastUsed = now;
    }

    long idleNanos(long now) {
        return now - lastUsed;
    }

    /**
     * Runs the plugin's code for a phase.
     *
     * @throws Exception whatever the plugin throws
     */
    public void run(Phase phase, Kong kong) throws Exception {
        Object object = shared.object();
        switch (phase) {
            case CERTIFICATE -> ((CertificatePhase) object).certificate(kong);
            case REWRITE -> ((RewritePhase) object).rewrite(kong);
            case ACCESS -> ((AccessPhase) object).access(kong);
            case RESPONSE -> ((ResponsePhase) object).response(kong);
            case PREREAD -> ((PrereadPhase) object).preread(kong);
            case LOG -> ((LogPhase) object).log(kong);
        }
    }
}
