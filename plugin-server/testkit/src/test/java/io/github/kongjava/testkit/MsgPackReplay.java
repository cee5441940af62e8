package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays MsgPack conversations. Recorded notifications are left out: they are the server's choice, and this one sends none. */
final class MsgPackReplay implements Replay {

    private final ReplayedServer server;
    private final Scripts scripts;
    private final List<PdkFunction> refused = new ArrayList<>();
    private final Map<Long, Long> events = new HashMap<>();
    private final Map<Long, PdkFunction> asked = new HashMap<>();

    MsgPackReplay(ReplayedServer server, Scripts scripts) {
        this.server = server;
        this.scripts = scripts;
    }

    @Override
    public void fromKong(Recording recording, int index) throws Exception {
        Recording.Line line = recording.lines().get(index);
        Link link = server.link(line.connection());
        KongMessage message = MsgPackCodec.decode(line.bytes(), 0, line.bytes().length);
        boolean fails = fails(recording, index);
        if (fails && message instanceof KongMessage.StartInstance) {
            scripts.failingStarts().incrementAndGet();
        }
        if (message instanceof KongMessage.Step step) {
            long event = Optional.ofNullable(events.get(step.event())).orElseThrow();
            PdkFunction function = Optional.ofNullable(asked.get(step.event())).orElseThrow();
            KongMsgPackCodec.encodeStep(link.out, new KongMessage.Step(step.id(), event, step.data()), function);
        } else if (message instanceof KongMessage.HandleEvent event) {
            if (fails) {
                server.forget(event.instance());
            }
            int instance = server.instance(event.instance());
            KongMsgPackCodec.encode(link.out, new KongMessage.HandleEvent(event.id(), instance, event.phase()));
        } else if (message instanceof KongMessage.CloseInstance close) {
            int instance = server.instance(close.instance());
            KongMsgPackCodec.encode(link.out, new KongMessage.CloseInstance(close.id(), instance));
        } else {
            KongMsgPackCodec.encode(link.out, message);
        }
        link.send();
        if (message instanceof KongMessage.HandleEvent && !fails) {
            scripts.run(script(recording, index));
        }
    }

    private static boolean fails(Recording recording, int index) throws ProtocolException {
        Optional<Recording.Line> next = recording.next(index).filter(Recording.Line::fromServer);
        return next.isPresent() && said(next.get()) instanceof ServerMessage.Failed;
    }

    /** The calls that the recorded server made in the event that the line begins. */
    private static List<PdkCall> script(Recording recording, int index) throws ProtocolException {
        int connection = recording.lines().get(index).connection();
        long event = -1;
        List<PdkCall> calls = new ArrayList<>();
        for (Recording.Line line :
                recording.lines().subList(index + 1, recording.lines().size())) {
            if (!line.fromServer()) {
                continue;
            }
            ServerMessage said = said(line);
            if (event < 0 && line.connection() == connection) {
                if (said instanceof ServerMessage.Ended) {
                    return calls;
                }
                event = said instanceof ServerMessage.Call call ? call.event() : -1;
            }
            if (said instanceof ServerMessage.Call call && call.event() == event) {
                calls.add(new PdkCall(PdkFunction.ofPath(call.method()).orElseThrow(), call.arguments()));
            }
            if (said instanceof ServerMessage.Ended ended && ended.event() == event) {
                return calls;
            }
        }
        return calls;
    }

    @Override
    public void fromServer(Recording.Line line) throws Exception {
        ServerMessage recorded = said(line);
        if (recorded instanceof ServerMessage.Notification) {
            return;
        }
        ServerMessage made = MsgPackWorker.receive(server.link(line.connection()));
        if (recorded instanceof ServerMessage.Instance instance) {
            assertThat(made)
                    .isInstanceOfSatisfying(
                            ServerMessage.Instance.class,
                            now -> server.started(
                                    instance.instance().id(), now.instance().id()));
        } else if (recorded instanceof ServerMessage.Call call) {
            assertThat(made).isInstanceOfSatisfying(ServerMessage.Call.class, now -> compare(call, now));
        } else if (recorded instanceof ServerMessage.Ended ended) {
            assertThat(made)
                    .isInstanceOfSatisfying(
                            ServerMessage.Ended.class,
                            now -> assertThat(now.id()).isEqualTo(ended.id()));
        } else if (recorded instanceof ServerMessage.Failed failed) {
            assertThat(made).isInstanceOfSatisfying(ServerMessage.Failed.class, now -> compare(failed, now));
        } else {
            assertThat(made).isNotInstanceOf(ServerMessage.Failed.class);
        }
    }

    private void compare(ServerMessage.Call recorded, ServerMessage.Call made) {
        events.put(recorded.event(), made.event());
        asked.put(recorded.event(), PdkFunction.ofPath(recorded.method()).orElseThrow());
        assertThat(made.id()).isEqualTo(recorded.id());
        if (!made.method().equals(recorded.method())) {
            PdkFunction function = Optional.ofNullable(scripts.refused().poll()).orElseThrow();
            assertThat(function.path()).isEqualTo(recorded.method());
            assertThat(made.method()).isEqualTo(ReplayedPlugin.STAND_IN.path());
            refused.add(function);
        } else if (!recorded.method().equals("kong.request.get_raw_body")) { // the PDK always gives it a limit
            assertThat(made.arguments()).isEqualTo(recorded.arguments());
        }
    }

    private static void compare(ServerMessage.Failed recorded, ServerMessage.Failed made) {
        assertThat(made.id()).isEqualTo(recorded.id());
        String no = "no plugin instance";
        assertThat(((Value.Text) made.error()).string().contains(no))
                .isEqualTo(((Value.Text) recorded.error()).string().contains(no));
    }

    private static ServerMessage said(Recording.Line line) throws ProtocolException {
        return KongMsgPackCodec.decode(line.bytes(), 0, line.bytes().length);
    }

    @Override
    public List<PdkFunction> refused() {
        return refused;
    }
}
