package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.UpstreamRequest;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.util.List;
import java.util.Map;

/** The one route and service of a {@link TestGateway}, and what answers there. */
final class TestUpstream {

    private static final String ID = "b3d1fc4c-5e69-4ba1-8a67-5cb0a9a25f9f";

    private TestUpstream() {}

    static Entity service() {
        return new Entity(new Value.Table(Map.of(
                "id",
                Value.text(ID),
                "name",
                Value.text("test-service"),
                "protocol",
                Value.text("http"),
                "host",
                Value.text("upstream.test"),
                "port",
                new Value.Whole(80))));
    }

    static Entity route() {
        return new Entity(new Value.Table(Map.of(
                "id",
                Value.text("0f0b6d1d-6c9b-4c43-9ea9-5f1b0f3c7d11"),
                "name",
                Value.text("test-route"),
                "paths",
                new Value.Seq(List.of(Value.text("/"))),
                "strip_path",
                new Value.Bool(false),
                "service",
                new Value.Table(Map.of("id", Value.text(ID))))));
    }

    static UpstreamResponse answer(UpstreamRequest request) {
        return UpstreamResponse.of(200, List.of(), new byte[0]);
    }
}
