package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;

/** The floor: 64 bytes to and fro, with nothing done about them. */
public final class EchoPlayer implements Player {

    static final int BYTES = 64;

    private final Wire wire;
    private final byte[] message = new byte[BYTES];

    private EchoPlayer(Wire wire) {
        this.wire = wire;
    }

    /** Connects to an {@link EchoServer}. */
    public static EchoPlayer connect(Path socket) throws IOException {
        return new EchoPlayer(Wire.connect(socket));
    }

    @Override
    public void play(Histogram roundTrips) throws IOException {
        long begun = System.nanoTime();
        wire.write(message, BYTES);
        wire.await(BYTES);
        roundTrips.record(System.nanoTime() - begun);
        wire.use(BYTES);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
