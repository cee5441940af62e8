package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import io.github.kongjava.e2e.kong.Outcome;
import io.github.kongjava.pdk.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More clients than connections that Kong keeps: some requests need a new connection to the server. */
@OnOwnKong
final class SocketFileTest {

    private static final int REQUESTS = 2000;
    private static final int CLIENTS = 32;

    private final Gateway gateway;
    private long server;

    SocketFileTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void a_route_that_a_plugin_guards() throws Exception {
        server = gateway.awaitServer().path("Pid").asLong();
        gateway.declare(gateway.declaration().route("guarded", plugin("probe-refuse", Map.of())));
        assertThat(gateway.get("/guarded").status()).isEqualTo(403);
    }

    @Test
    void without_its_socket_file_the_server_is_missed_by_new_connections_until_it_starts_anew() throws Exception {
        run("rm", gateway.workspace().socket().toString());

        sendThrough("without socket file");
        assertThat(status().err())
                .contains("no server answers on " + gateway.workspace().socket());

        restartServer();
    }

    @Test
    void a_socket_that_kong_may_not_use_lets_nothing_pass_in_protobuf() throws Exception {
        run("chmod", "000", gateway.workspace().socket().toString());

        sendThrough("with a socket of mode 000");

        restartServer();
    }

    @Test
    void another_file_at_the_sockets_path_lets_nothing_pass_in_protobuf_and_the_server_names_it() throws Exception {
        String socket = gateway.workspace().socket().toString();
        run("rm", socket);
        run("touch", socket);

        sendThrough("with another file in the socket's place");
        assertThat(status().err()).contains("no server answers on " + socket);
        gateway.kong().signal("TERM", server);
        Await.until(
                "the new server says why it cannot start",
                () -> gateway.kong().errorLog().contains(socket + " exists and is no socket; remove it"));

        run("rm", socket);
        refusesAgain();
    }

    private void sendThrough(String how) throws Exception {
        Map<String, Long> verdicts =
                Traffic.of(REQUESTS, CLIENTS, gateway.ports().http(), new GuardedRequests());
        System.out.println(gateway + ", " + how + ": " + verdicts);
        if (gateway.protocol() == Protocol.PROTOBUF) {
            assertThat(verdicts).doesNotContainKey(GuardedRequests.PASSED);
        }
    }

    /** Kong starts a server that has ended again, and the new one makes its socket. */
    private void restartServer() throws Exception {
        gateway.kong().signal("TERM", server);
        Await.until("the server has ended", () -> !gateway.kong().isRunning(server));
        refusesAgain();
    }

    private void refusesAgain() throws Exception {
        gateway.awaitServer();
        assertThat(Traffic.of(REQUESTS, CLIENTS, gateway.ports().http(), new GuardedRequests()))
                .containsExactly(Map.entry(GuardedRequests.REFUSED, (long) REQUESTS));
    }

    private Outcome status() throws Exception {
        return gateway.kongJava(
                "status", "--socket", gateway.workspace().socket().toString());
    }

    private void run(String... command) throws Exception {
        gateway.kong().run(List.of(command)).orThrow(List.of(command));
    }
}
