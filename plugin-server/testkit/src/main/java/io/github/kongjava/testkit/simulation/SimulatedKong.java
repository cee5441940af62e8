package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.PdkAnswers;
import java.util.List;
import java.util.Optional;

/**
 * Answers the PDK calls of one event from an exchange, as Kong would: a call in a phase that has no such function, or with
 * arguments that Kong would refuse, throws; exit and error set the exchange's response.
 *
 * <p>Not simulated, and so answered as by a function that Kong does not have (nil in MsgPack, a throw in ProtoBuf): vault
 * look-ups, telemetry's spans, cluster ids, and everything of the certificate phase.
 */
public final class SimulatedKong implements PdkAnswers {

    private final Exchange exchange;
    private final Phase phase;
    private final Protocol protocol;
    private final String pluginId;

    /** For one event of a plugin's configuration with that id. */
    public SimulatedKong(Exchange exchange, Phase phase, Protocol protocol, String pluginId) {
        this.exchange = exchange;
        this.phase = phase;
        this.protocol = protocol;
        this.pluginId = pluginId;
    }

    @Override
    public Answer answer(PdkCall call) {
        try {
            if (!call.function().allowedIn(phase)) {
                throw new LuaError("function cannot be called in " + phase.kongName() + " phase");
            }
            Optional<Functions.Body> body = Functions.ALL.find(call.function());
            if (body.isEmpty()) {
                return notThere(call);
            }
            Arguments arguments = new Arguments(received(call));
            return new Answer.Reply(body.get().run(new Call(exchange, arguments, phase, protocol, pluginId)));
        } catch (LuaError e) {
            return new Answer.Throw(call.function().path() + ": " + e.getMessage());
        } catch (ExitSignal e) {
            return new Answer.Exit();
        }
    }

    private List<Value> received(PdkCall call) {
        return protocol == Protocol.PROTOBUF ? LostInProtoBuf.arguments(call) : call.arguments();
    }

    private Answer notThere(PdkCall call) {
        return protocol == Protocol.MSGPACK
                ? new Answer.Reply(Value.NIL)
                : new Answer.Throw("not simulated: " + call.function().path());
    }
}
