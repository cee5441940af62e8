package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.util.Map;

/** The result of get_raw_body in ProtoBuf, where large bodies are named by their file. */
final class RawBodies {

    private RawBodies() {}

    static Value protoBuf(Exchange exchange) {
        if (exchange.bodyOnDisk()) {
            return new Value.Table(
                    Map.of("body_filepath", Value.text(exchange.spool().toString())));
        }
        return new Value.Text(exchange.body);
    }
}
