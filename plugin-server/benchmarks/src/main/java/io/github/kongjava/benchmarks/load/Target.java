package io.github.kongjava.benchmarks.load;

import io.github.kongjava.pdk.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the load is put on.
 *
 * @param socket the plugin server's socket
 * @param protocol the protocol to speak
 * @param plugin the plugin's name, as the server knows it
 * @param config the plugin's configuration, Kong's JSON
 * @param phases the phases that are called in turn, in Kong's names; each is an event
 */
public record Target(Path socket, Protocol protocol, String plugin, String config, List<String> phases) {

    /** Needs at least one phase. */
    public Target {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one phase, such as access");
        }
    }

    /**
     * Starts an instance, which all the players share, as the requests of one Kong worker do.
     *
     * @throws IOException if the server does not start one
     */
    public Player.Casting startInstance() throws IOException {
        return switch (protocol) {
            case PROTOBUF -> {
                int instance = ProtoBufPlayer.startInstance(this);
                yield () -> new ProtoBufPlayer(this, instance);
            }
            case MSGPACK -> {
                int instance = MsgPackPlayer.startInstance(this);
                yield () -> new MsgPackPlayer(this, instance);
            }
        };
    }
}
