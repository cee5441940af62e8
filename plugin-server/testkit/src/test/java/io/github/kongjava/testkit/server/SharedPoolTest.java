package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.server.protocol.KongMessage;
import io.github.kongjava.server.protocol.KongMsgPackCodec;
import io.github.kongjava.server.protocol.KongProtoBufCodec;
import io.github.kongjava.server.protocol.MsgPackScanner;
import io.github.kongjava.server.protocol.OutputBuffer;
import io.github.kongjava.server.protocol.ProtoBufCodec;
import io.github.kongjava.server.protocol.ServerMessage;
import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.junit.jupiter.api.Test;

/**
 * Kong keeps one pool of connections for a socket's path, whichever protocols the plugins behind it speak: on one connection
 * messages of both may come in turn.
 */
class SharedPoolTest {

    private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.US_ASCII);

    /** One connection of Kong's pool. */
    private static final class PooledConnection implements AutoCloseable {
        private final UnixSocketChannel channel;
        private final OutputBuffer out = new OutputBuffer();
        private byte[] read = new byte[0];

        PooledConnection(TestServer server) throws IOException {
            channel =
                    UnixSocketChannel.open(new UnixSocketAddress(server.socket().toFile()));
        }

        ServerMessage msgPack(KongMessage message) throws Exception {
            out.clear();
            KongMsgPackCodec.encode(out, message);
            send();
            MsgPackScanner scanner = new MsgPackScanner();
            int length;
            while ((length = scanner.scan(read, 0, read.length)) == MsgPackScanner.INCOMPLETE) {
                more();
            }
            return KongMsgPackCodec.decode(take(length), 0, length);
        }

        void protoBuf(KongMessage message) throws IOException {
            out.clear();
            KongProtoBufCodec.encode(out, message);
            send();
        }

        byte[] frame() throws Exception {
            while (read.length < ProtoBufCodec.LENGTH_BYTES) {
                more();
            }
            int length = ProtoBufCodec.frameLength(read, 0, 1 << 20);
            take(ProtoBufCodec.LENGTH_BYTES);
            while (read.length < length) {
                more();
            }
            return take(length);
        }

        private byte[] take(int length) {
            byte[] taken = Arrays.copyOf(read, length);
            read = Arrays.copyOfRange(read, length, read.length);
            return taken;
        }

        private void send() throws IOException {
            ByteBuffer view = out.view();
            while (view.hasRemaining()) {
                channel.write(view);
            }
        }

        private void more() throws IOException {
            ByteBuffer some = ByteBuffer.allocate(4096);
            if (channel.read(some) <= 0) {
                throw new IOException("the server closed the connection");
            }
            int before = read.length;
            read = Arrays.copyOf(read, before + some.position());
            System.arraycopy(some.array(), 0, read, before, some.position());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void one_connection_carries_both_protocols_in_turn() throws Exception {
        AtomicInteger events = new AtomicInteger();
        try (TestServer server = TestServer.serving(TestPlugin.that((phase, kong) -> events.incrementAndGet()));
                PooledConnection pooled = new PooledConnection(server)) {
            ServerMessage started = pooled.msgPack(new KongMessage.StartInstance(1, "test", CONFIG));
            int instance = ((ServerMessage.Instance) started).instance().id();

            for (int n = 2; n < 2000; n += 2) {
                pooled.protoBuf(new KongMessage.HandleEvent(n, instance, "access"));
                assertThat(pooled.frame()).as("the end of the event").isEmpty();
                assertThat(pooled.frame()).as("the answer").isNotEmpty();
                assertThat(pooled.msgPack(new KongMessage.HandleEvent(n + 1, instance, "access")))
                        .isInstanceOf(ServerMessage.Ended.class);
            }

            assertThat(events).hasValue(1998);
            assertThat(server.server().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_protobuf_event_may_come_on_the_connection_of_a_waiting_msgpack_event() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        TestPlugin plugin = TestPlugin.that((phase, kong) -> {
            if (phase == io.github.kongjava.pdk.Phase.ACCESS) {
                kong.request().method();
            }
            both.countDown();
        });
        try (TestServer server = TestServer.serving(plugin);
                PooledConnection first = new PooledConnection(server);
                PooledConnection second = new PooledConnection(server)) {
            ServerMessage started = first.msgPack(new KongMessage.StartInstance(1, "test", CONFIG));
            int instance = ((ServerMessage.Instance) started).instance().id();

            ServerMessage call = first.msgPack(new KongMessage.HandleEvent(2, instance, "access"));
            first.protoBuf(new KongMessage.HandleEvent(3, instance, "log"));
            assertThat(first.frame()).isEmpty();
            assertThat(first.frame()).isNotEmpty();
            long event = ((ServerMessage.Call) call).event();
            ServerMessage end = second.msgPack(new KongMessage.Step(4, event, Value.text("GET")));

            assertThat(end).isEqualTo(new ServerMessage.Ended(4, event));
            both.await();
        }
    }
}
