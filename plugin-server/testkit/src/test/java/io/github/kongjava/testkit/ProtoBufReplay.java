package io.github.kongjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongProtoBufCodec;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replays ProtoBuf conversations: what a frame is follows from those before it on its connection. */
final class ProtoBufReplay implements Replay {

    private enum Next {
        REQUEST,
        RETURN,
        METHOD,
        ARGUMENT,
        REPLY
    }

    /** What comes next on a connection; the functions that the recorded server called and that this one did. */
    private record Turn(Next next, Optional<PdkFunction> recorded, Optional<PdkFunction> made) {
        Turn(Next next) {
            this(next, Optional.empty(), Optional.empty());
        }
    }

    private final ReplayedServer server;
    private final Scripts scripts;
    private final List<PdkFunction> refused = new ArrayList<>();
    private final Map<Integer, Turn> turns = new HashMap<>();

    ProtoBufReplay(ReplayedServer server, Scripts scripts) {
        this.server = server;
        this.scripts = scripts;
    }

    private Turn turn(int connection) {
        return Optional.ofNullable(turns.get(connection)).orElse(new Turn(Next.REQUEST));
    }

    @Override
    public void fromKong(Recording recording, int index) throws Exception {
        Recording.Line line = recording.lines().get(index);
        Link link = server.link(line.connection());
        if (turn(line.connection()).next() == Next.REPLY) {
            turns.put(line.connection(), new Turn(Next.METHOD));
            link.out.put(line.bytes());
            link.send();
            return;
        }
        KongMessage message = ProtoBufCodec.decodeCall(line.bytes(), Integer.BYTES, line.bytes().length);
        boolean closed =
                recording.next(index).filter(Recording.Line::serverCloses).isPresent();
        if (closed && message instanceof KongMessage.StartInstance) {
            scripts.failingStarts().incrementAndGet();
        } else if (closed && message instanceof KongMessage.HandleEvent event) {
            server.forget(event.instance());
        }
        KongProtoBufCodec.encode(link.out, mapped(message));
        link.send();
        boolean event = message instanceof KongMessage.HandleEvent;
        turns.put(line.connection(), new Turn(event ? Next.METHOD : Next.RETURN));
        if (event && !closed) {
            scripts.run(script(recording.following(index)));
        }
    }

    private KongMessage mapped(KongMessage message) {
        if (message instanceof KongMessage.HandleEvent event) {
            return new KongMessage.HandleEvent(event.id(), server.instance(event.instance()), event.phase());
        }
        return message instanceof KongMessage.CloseInstance close
                ? new KongMessage.CloseInstance(close.id(), server.instance(close.instance()))
                : message;
    }

    /** The calls that the recorded server made in an event: pairs of frames up to an empty name. */
    private static List<PdkCall> script(List<Recording.Line> lines) throws ProtocolException {
        List<PdkCall> calls = new ArrayList<>();
        Optional<PdkFunction> asked = Optional.empty();
        for (Recording.Line line : lines) {
            if (!line.fromServer()) {
                continue;
            }
            if (asked.isPresent()) {
                calls.add(new PdkCall(asked.get(), arguments(asked.get(), line)));
                asked = Optional.empty();
            } else if (content(line).isEmpty()) {
                return calls;
            } else {
                asked = PdkFunction.ofPath(content(line));
            }
        }
        asked.ifPresent(function -> calls.add(new PdkCall(function, List.of()))); // Kong went between the two frames
        return calls;
    }

    private static List<Value> arguments(PdkFunction function, Recording.Line line) throws ProtocolException {
        return KongProtoBufCodec.decodeArguments(function, line.bytes(), Integer.BYTES, line.bytes().length);
    }

    private static String content(Recording.Line line) {
        byte[] content = Arrays.copyOfRange(line.bytes(), Integer.BYTES, line.bytes().length);
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public void fromServer(Recording.Line line) throws Exception {
        Link link = server.link(line.connection());
        Turn turn = turn(line.connection());
        turns.put(
                line.connection(),
                switch (turn.next()) {
                    case METHOD -> method(link, content(line));
                    case ARGUMENT -> argument(link, turn, line);
                    default -> end(link, line);
                });
    }

    private Turn method(Link link, String recorded) throws LinkFailure {
        String made = ProtoBufWorker.frame(
                link, (bytes, from, to) -> new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (!made.equals(recorded)) {
            PdkFunction function = Optional.ofNullable(scripts.refused().poll()).orElseThrow();
            assertThat(function.path()).isEqualTo(recorded);
            assertThat(made).isEqualTo(ReplayedPlugin.STAND_IN.path());
            refused.add(function);
        }
        return recorded.isEmpty()
                ? new Turn(Next.RETURN)
                : new Turn(Next.ARGUMENT, PdkFunction.ofPath(recorded), PdkFunction.ofPath(made));
    }

    private static Turn argument(Link link, Turn turn, Recording.Line line) throws Exception {
        PdkFunction made = turn.made().orElseThrow();
        PdkFunction recorded = turn.recorded().orElseThrow();
        List<Value> arguments = ProtoBufWorker.frame(
                link, (bytes, from, to) -> KongProtoBufCodec.decodeArguments(made, bytes, from, to));
        if (made == recorded) {
            assertThat(arguments).as(made.path()).isEqualTo(arguments(recorded, line));
        }
        return new Turn(Next.REPLY);
    }

    private Turn end(Link link, Recording.Line line) throws Exception {
        ServerMessage recorded = KongProtoBufCodec.decodeReturn(line.bytes(), Integer.BYTES, line.bytes().length);
        ServerMessage made = ProtoBufWorker.frame(link, KongProtoBufCodec::decodeReturn);
        if (recorded instanceof ServerMessage.Instance then && made instanceof ServerMessage.Instance now) {
            assertThat(now.id()).isEqualTo(then.id());
            assertThat(now.instance().plugin()).isEqualTo(then.instance().plugin());
            server.started(then.instance().id(), now.instance().id());
        } else {
            assertThat(made).isEqualTo(recorded);
        }
        return new Turn(Next.REQUEST);
    }

    @Override
    public List<PdkFunction> refused() {
        return refused;
    }
}
