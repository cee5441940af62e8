package io.github.kongjava.benchmarks.codec;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongProtoBufCodec;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ProtocolException;
import io.github.kongjava.server.protocol.Value;
import java.util.Arrays;
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

/** What a message costs in {@code ProtoBuf:1}, in the server's directions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProtoBufCodecBenchmark {

    private final OutputBuffer out = new OutputBuffer();
    private final byte[] event = call(new KongMessage.HandleEvent(7, 1_234_567_890, "access"));
    private final byte[] text = reply(PdkFunction.REQUEST_GET_HEADER, Samples.text());
    private final byte[] headers = reply(PdkFunction.REQUEST_GET_HEADERS, Samples.headers());
    private final byte[] body = reply(PdkFunction.REQUEST_GET_RAW_BODY, Samples.body());

    private static byte[] call(KongMessage message) {
        OutputBuffer buffer = new OutputBuffer();
        KongProtoBufCodec.encode(buffer, message);
        return content(buffer);
    }

    private static byte[] reply(PdkFunction function, Value value) {
        OutputBuffer buffer = new OutputBuffer();
        KongProtoBufCodec.encodeReply(buffer, function, value);
        return content(buffer);
    }

    private static byte[] content(OutputBuffer buffer) {
        return Arrays.copyOfRange(buffer.toByteArray(), ProtoBufCodec.LENGTH_BYTES, buffer.length());
    }

    /** An RpcCall that begins an event. */
    @Benchmark
    public KongMessage decodeHandleEvent() throws ProtocolException {
        return ProtoBufCodec.decodeCall(event, 0, event.length);
    }

    /** The two frames of a PDK call. */
    @Benchmark
    public int encodeCall() {
        out.clear();
        ProtoBufCodec.encodeCall(out, Samples.CALL);
        return out.length();
    }

    /** The end of an event. */
    @Benchmark
    public int encodeEnd() {
        out.clear();
        ProtoBufCodec.encodeEnd(out, 7);
        return out.length();
    }

    /** A header. */
    @Benchmark
    public Value decodeText() throws ProtocolException {
        return ProtoBufCodec.decodeReply(PdkFunction.REQUEST_GET_HEADER, text, 0, text.length);
    }

    /** Twenty headers. */
    @Benchmark
    public Value decodeHeaders() throws ProtocolException {
        return ProtoBufCodec.decodeReply(PdkFunction.REQUEST_GET_HEADERS, headers, 0, headers.length);
    }

    /** A body of 64 KiB. */
    @Benchmark
    public Value decodeBody() throws ProtocolException {
        return ProtoBufCodec.decodeReply(PdkFunction.REQUEST_GET_RAW_BODY, body, 0, body.length);
    }
}
