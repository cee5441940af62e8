package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import jnr.constants.platform.Errno;
import jnr.enxio.channels.NativeException;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that no Kong sends: they end their own connection and nothing else. */
class HostileBytesTest {

    private static final String MSGPACK_START =
            "940001b4706c7567696e2e5374617274496e7374616e63659182a6436f6e666967a27b7da44e616d65a474657374";
    private static final String MSGPACK_EVENT =
            "940002b2706c7567696e2e48616e646c654576656e749182a94576656e744e616d65a6616363657373aa496e7374616e6365496401";
    private static final String PROTOBUF_EVENT = "0f000000a2020a080112066163636573730804";

    private static byte[] recorded(Protocol protocol) {
        return HexFormat.of().parseHex(protocol == Protocol.MSGPACK ? MSGPACK_START + MSGPACK_EVENT : PROTOBUF_EVENT);
    }

    /** A raw connection: sends bytes, and tells whether the server ended it. */
    private record Wire(UnixSocketChannel channel) implements AutoCloseable {

        static Wire to(TestServer server) throws IOException {
            return new Wire(
                    UnixSocketChannel.open(new UnixSocketAddress(server.socket().toFile())));
        }

        void send(byte... bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        /** Reads until the server closes the connection. */
        void awaitEnd() throws IOException {
            ByteBuffer any = ByteBuffer.allocate(4096);
            try {
                while (channel.read(any) > 0) {
                    any.clear();
                }
            } catch (NativeException e) {
                assertThat(e.getErrno())
                        .as("closed before it read all that was sent")
                        .isEqualTo(Errno.ECONNRESET);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static void assertServes(TestServer server) throws IOException {
        for (Protocol protocol : Protocol.values()) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();
            assertThat(worker.event(instance, Phase.ACCESS, PdkAnswers.nil())).isInstanceOf(EventResult.Ended.class);
        }
    }

    private static TestServer server() throws IOException {
        return TestServer.serving(
                options -> options.withLimits(1 << 20, 500, 500, 16),
                TestPlugin.that((phase, kong) -> kong.request().method()));
    }

    @Test
    void garbage_ends_its_connection_with_one_log_line() throws IOException {
        try (TestServer server = server();
                ServerLog log = ServerLog.open();
                Wire wire = Wire.to(server)) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            wire.awaitEnd();

            TestServer.await("the line was logged", () -> !log.lines().isEmpty());
            assertThat(log.lines()).singleElement().asString().contains("neither MsgPack:1 nor ProtoBuf:1");
            assertServes(server);
        }
    }

    @Test
    void a_frame_over_the_limit_is_refused_before_it_is_read() throws IOException {
        byte[] twoMebibytes = HexFormat.of().parseHex("00002000" + "a202");
        try (TestServer server = server();
                ServerLog log = ServerLog.open();
                Wire wire = Wire.to(server)) {
            wire.send(recorded(Protocol.PROTOBUF));
            wire.awaitEnd(); // an unknown instance closes as well

            try (Wire second = Wire.to(server)) {
                second.send(HexFormat.of().parseHex("03000000" + "fa0100")); // asks for the plugins' names
                second.send(twoMebibytes);
                second.awaitEnd();
            }

            assertThat(log.lines()).anyMatch(line -> line.contains("limit"));
            assertServes(server);
        }
    }

    @Test
    void a_msgpack_message_nested_too_deeply_is_refused() throws IOException {
        byte[] deep = new byte[20_000];
        Arrays.fill(deep, (byte) 0x91);
        byte[] head = HexFormat.of().parseHex("940001b4706c7567696e2e5374617274496e7374616e6365");
        try (TestServer server = server();
                ServerLog log = ServerLog.open();
                Wire wire = Wire.to(server)) {
            wire.send(head);
            wire.send(deep);
            wire.awaitEnd();

            TestServer.await("the line was logged", () -> !log.lines().isEmpty());
            assertServes(server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_cut_off_at_any_offset_ends_its_connection_alone(Protocol protocol) throws IOException {
        byte[] bytes = recorded(protocol);
        try (TestServer server = server()) {
            for (int length = 0; length < bytes.length; length++) {
                try (Wire wire = Wire.to(server)) {
                    wire.send(Arrays.copyOf(bytes, length));
                }
            }

            assertServes(server);
            TestServer.await(
                    "no connection is left but ours", () -> server.server().openConnections() <= 2);
            server.awaitNoEvents();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thousands_of_damaged_messages_harm_nobody(Protocol protocol) throws IOException {
        Random random = new Random(20260101);
        byte[] good = recorded(protocol);
        try (TestServer server = server()) {
            for (int n = 0; n < 3000; n++) {
                byte[] bad = good.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                try (Wire wire = Wire.to(server)) {
                    wire.send(bad);
                }
            }

            assertServes(server);
            TestServer.await(
                    "no connection is left but ours", () -> server.server().openConnections() <= 2);
            server.awaitNoEvents();
        }
    }
}
