package io.github.kongjava.benchmarks.codec;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackCodec;
import io.github.kongjava.server.protocol.MsgPackScanner;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs in {@code MsgPack:1}, in the server's directions: found in the stream, and read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MsgPackCodecBenchmark {

    private static final long EVENT = 123_456_789;

    private final OutputBuffer out = new OutputBuffer();
    private final MsgPackScanner scanner = new MsgPackScanner();
    private final byte[] event = event();
    private final byte[] text = step(PdkFunction.REQUEST_GET_HEADER, Samples.text());
    private final byte[] headers = step(PdkFunction.REQUEST_GET_HEADERS, Samples.headers());
    private final byte[] body = step(PdkFunction.REQUEST_GET_RAW_BODY, Samples.body());

    private static byte[] event() {
        OutputBuffer buffer = new OutputBuffer();
        KongMsgPackCodec.encode(buffer, new KongMessage.HandleEvent(7, 1_234_567_890, "access"));
        return buffer.toByteArray();
    }

    private static byte[] step(PdkFunction function, Value value) {
        OutputBuffer buffer = new OutputBuffer();
        KongMsgPackCodec.encodeStep(buffer, new KongMessage.Step(8, EVENT, value), function);
        return buffer.toByteArray();
    }

    private KongMessage read(byte[] bytes) throws ProtocolException {
        return MsgPackCodec.decode(bytes, 0, scanner.scan(bytes, 0, bytes.length));
    }

    /** A request that begins an event. */
    @Benchmark
    public KongMessage decodeHandleEvent() throws ProtocolException {
        return read(event);
    }

    /** The response that carries a PDK call. */
    @Benchmark
    public int encodeCall() {
        out.clear();
        MsgPackCodec.encodeCall(out, 7, EVENT, Samples.CALL);
        return out.length();
    }

    /** The end of an event. */
    @Benchmark
    public int encodeEnd() {
        out.clear();
        MsgPackCodec.encodeEnd(out, 7, EVENT);
        return out.length();
    }

    /** A step with a header. */
    @Benchmark
    public KongMessage decodeText() throws ProtocolException {
        return read(text);
    }

    /** A step with twenty headers. */
    @Benchmark
    public KongMessage decodeHeaders() throws ProtocolException {
        return read(headers);
    }

    /** A step with a body of 64 KiB. */
    @Benchmark
    public KongMessage decodeBody() throws ProtocolException {
        return read(body);
    }
}
