package io.github.kongjava.server.pdk;

import io.github.kongjava.server.protocol.Value;
import java.util.List;
import java.util.Map;

/** Routes as Kong has them. */
final class RecordedRoutes {

    private RecordedRoutes() {}

    /** A route of a stream with a source, which Kong cannot write as ProtoBuf's Route. */
    static Value stream() {
        return new Value.Table(Map.of(
                "id",
                Value.text("00000005-0000-4000-8000-000000000005"),
                "sources",
                new Value.Seq(List.of(new Value.Table(Map.of("ip", Value.text("10.0.0.0/8")))))));
    }
}
