package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.PdkFunction;
import java.util.List;

/** One protocol's way to replay a recording. */
interface Replay {

    /** Sends Kong's message, the one at the index. */
    void fromKong(Recording recording, int index) throws Exception;

    /** Reads what the server says and compares it with the recorded line. */
    void fromServer(Recording.Line line) throws Exception;

    /** The functions that the PDK refused to call, though the recorded server did. */
    List<PdkFunction> refused();
}
