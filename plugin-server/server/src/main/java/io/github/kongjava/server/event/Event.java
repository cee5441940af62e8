package io.github.kongjava.server.event;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.server.barrier.Place;
import io.github.kongjava.server.barrier.Verdict;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.pdk.PdkChannel;
import io.github.kongjava.server.protocol.PdkCall;
import org.jspecify.annotations.Nullable;

/** One phase of one request in one plugin. What is not guarded belongs to the thread that runs the plugin's code. */
abstract class Event extends Work implements PdkChannel {

    private final long number;
    private final Instance instance;
    private final Phase phase;
    private @Nullable ExitException exit;
    private @Nullable PdkCall exitCall;

    Event(long number, Instance instance, Phase phase) {
        super(
                new Place(instance.plugin().name(), instance.id(), phase.kongName(), number),
                instance.tally(),
                instance.plugin().timeout().toNanos());
        this.number = number;
        this.instance = instance;
        this.phase = phase;
    }

    final long number() {
        return number;
    }

    final Instance instance() {
        return instance;
    }

    @Override
    public final Phase phase() {
        return phase;
    }

    /** How the plugin's own code ended the phase, if it did not fail. */
    final Verdict verdict() {
        return exitCall == null ? Verdict.END : new Verdict.Exit(exitCall);
    }

    @Override
    public final void check() {
        if (!isOwner()) {
            throw new IllegalStateException("the PDK of an event may be used only by the thread that runs the phase "
                    + phase.kongName() + " of plugin " + instance.plugin().name());
        }
        if (exit != null) {
            throw exit;
        }
        Ending ending = ending();
        if (ending != null) {
            throw over(ending);
        }
    }

    @Override
    public final ExitException exit(PdkCall call) {
        check();
        exitCall = call;
        exit = new ExitException("the phase ended by " + call.function().path());
        throw exit;
    }

    /** Ends the PDK call that is under way, and the event with it. */
    final EventOverException abandon(Ending why) {
        giveUp(why);
        return over(why);
    }

    private EventOverException over(Ending ending) {
        return new EventOverException(
                switch (ending) {
                    case DEADLINE ->
                        "the phase " + phase.kongName() + " of plugin "
                                + instance.plugin().name() + " passed its deadline of "
                                + instance.plugin().timeout().toMillis() + " ms";
                    case ABANDONED, DETACHED ->
                        "Kong has ended the phase " + phase.kongName() + " of plugin "
                                + instance.plugin().name() + ": the client has gone, or a PDK call failed in Kong";
                });
    }
}
