package io.github.kongjava.testkit;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.ServerMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;

/**
 * What one worker of Kong does with a plugin server: it starts instances, raises events and answers the PDK calls that come
 * back, over a pool of connections. Any number of threads may use it at once; each call blocks until its end, so never call
 * it from a virtual thread.
 */
public sealed interface KongWorker extends AutoCloseable permits MsgPackWorker, ProtoBufWorker {

    /** A worker that connects when it has something to say, as Kong does. */
    static KongWorker connect(Path socket, Protocol protocol) throws IOException {
        return connect(socket, protocol, WorkerOptions.kong());
    }

    /**
     * A worker with options of its own.
     *
     * @throws IOException if connections are wanted from the start and nobody listens
     */
    static KongWorker connect(Path socket, Protocol protocol, WorkerOptions options) throws IOException {
        Pool pool = new Pool(socket, options);
        pool.fill();
        return protocol == Protocol.MSGPACK ? new MsgPackWorker(pool) : new ProtoBufWorker(pool);
    }

    /** The protocol it speaks. */
    Protocol protocol();

    /** Starts an instance with Kong's JSON of a configuration. */
    StartResult startInstance(String plugin, String config);

    /** Closes an instance; false if the server did not say that it is closed. */
    boolean closeInstance(int instance);

    /** Runs a phase of an instance to its end. */
    default EventResult event(int instance, Phase phase, PdkAnswers answers) {
        return event(instance, phase.kongName(), answers);
    }

    /** Runs a phase that need not be one that Kong has. */
    EventResult event(int instance, String phase, PdkAnswers answers);

    /**
     * Sends any other message, made with the id that it gets, and gives the answer.
     *
     * @throws IOException if there is no answer
     */
    ServerMessage ask(LongFunction<KongMessage> message) throws IOException;

    /** Closes the idle connections; those in use close when they are free. */
    @Override
    void close();
}
