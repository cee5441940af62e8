package io.github.kongjava.e2e;

import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import org.junit.jupiter.api.Test;

@OnOwnKong
record KongKilledTest(Gateway gateway) {

    @Test
    void the_server_ends_by_itself_when_kong_is_killed() throws Exception {
        long server = gateway.awaitServer().path("Pid").asLong();

        gateway.kong().kill();

        Await.until("the server has ended", () -> !gateway.kong().isRunning(server));
    }
}
