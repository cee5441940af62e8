package io.github.kongjava.server.event;

import io.github.kongjava.server.barrier.Barrier;
import io.github.kongjava.server.barrier.Place;
import io.github.kongjava.server.instance.Instance;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.transport.Connection.Peek;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** The start of an instance: runs the plugin's constructor inside the barrier, within the plugin's deadline. */
final class Start extends Work {

    private static final String CODE = "constructor";
    /** Words by which Kong tells an unknown instance from other errors; a plugin's message must not hold them. */
    private static final Pattern KONGS_WORDS = Pattern.compile("no plugin instance|closed", Pattern.CASE_INSENSITIVE);

    private final Conversation conversation;
    private final long request;

    private Start(Plugin plugin, Dispatch dispatch, Conversation conversation, long request) {
        super(
                new Place(plugin.name(), 0, CODE, 0),
                dispatch.instances().tally(plugin.name()),
                plugin.timeout().toNanos());
        this.conversation = conversation;
        this.request = request;
    }

    static StartResult run(Dispatch dispatch, Conversation conversation, KongMessage.StartInstance message) {
        Optional<Plugin> plugin = dispatch.plugins().find(message.plugin());
        if (plugin.isEmpty()) {
            return new StartResult.Failed("this plugin server has no plugin " + printable(message.plugin()));
        }
        return new Start(plugin.get(), dispatch, conversation, message.id()).run(dispatch, plugin.get(), message);
    }

    private StartResult run(Dispatch dispatch, Plugin plugin, KongMessage.StartInstance message) {
        AtomicReference<Instance> started = new AtomicReference<>();
        long number = dispatch.works().number();
        dispatch.works().add(number, this);
        Optional<Throwable> failure;
        boolean owned;
        try {
            failure = dispatch.barrier()
                    .run(
                            plugin.classLoader(),
                            () -> started.set(dispatch.instances().start(plugin, message.config())));
        } finally {
            owned = finish();
            dispatch.works().remove(number);
        }
        if (!owned) {
            Optional.ofNullable(started.get())
                    .ifPresent(late -> dispatch.instances().close(late.id()));
            return new StartResult.TakenOver();
        }
        if (failure.isPresent()) {
            tally().failure();
            dispatch.barrier().log(place(), failure.get());
            return new StartResult.Failed(reason(plugin, failure.get()));
        }
        return new StartResult.Started(
                Objects.requireNonNull(started.get(), "a start that did not fail made no instance"));
    }

    private static String reason(Plugin plugin, Throwable failure) {
        String text = "cannot start plugin " + plugin.name() + ": " + Barrier.describe(failure);
        return KONGS_WORDS.matcher(printable(text)).replaceAll("(…)");
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    Peek look() {
        return Peek.NOTHING; // Kong waits for the answer, and an instance is of use to its next request too
    }

    @Override
    void takenOver(Ending why) {
        boolean answered = conversation.guarded(() -> conversation.startFailed(
                request, "cannot start plugin " + place().plugin() + ": its constructor takes too long"));
        if (answered) {
            conversation.goOn();
        }
    }
}
