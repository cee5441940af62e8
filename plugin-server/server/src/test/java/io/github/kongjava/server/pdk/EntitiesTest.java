package io.github.kongjava.server.pdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entities and captures, as recorded. */
class EntitiesTest {

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_consumer_is_whole(Protocol protocol) {
        var consumer = recorded(protocol, "access auth-alice kong.client.get_consumer []")
                .client()
                .consumer()
                .orElseThrow();
        assertThat(consumer.id()).isEqualTo("0000000f-0000-4000-8000-00000000000f");
        assertThat(consumer.username()).contains("alice");
        assertThat(consumer.customId()).contains("customer-1");
        assertThat(consumer.tags()).containsExactly("gold", "näme");
        assertThat(consumer.createdAt())
                .hasValueSatisfying(time -> assertThat(time).isAfter(Instant.EPOCH));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void no_consumer_and_no_credential_are_empty(Protocol protocol) {
        assertThat(recorded(protocol, "access get kong.client.get_consumer []")
                        .client()
                        .consumer())
                .isEmpty();
        assertThat(recorded(protocol, "access get kong.client.get_credential []")
                        .client()
                        .credential())
                .isEmpty();
    }

    @Test
    void a_credential_belongs_to_a_consumer_where_kong_says_so() {
        String key = "access auth-alice kong.client.get_credential []";
        assertThat(recorded(Protocol.MSGPACK, key)
                        .client()
                        .credential()
                        .orElseThrow()
                        .consumerId())
                .contains("0000000f-0000-4000-8000-00000000000f");
        assertThat(recorded(Protocol.PROTOBUF, key)
                        .client()
                        .credential()
                        .orElseThrow()
                        .consumerId())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void a_route_and_its_service_are_whole(Protocol protocol) {
        var route = recorded(protocol, "access rich kong.router.get_route []")
                .router()
                .route()
                .orElseThrow();
        assertThat(route.name()).contains("rich");
        assertThat(route.methods()).containsExactly("GET", "POST");
        assertThat(route.httpsRedirectStatusCode()).isEqualTo(308);
        assertThat(route.regexPriority()).isEqualTo(7);
        assertThat(route.preserveHost()).isTrue();
        assertThat(route.serviceId()).contains("00000001-0000-4000-8000-000000000001");
        assertThat(route.headers())
                .isEqualTo(
                        protocol == Protocol.PROTOBUF
                                ? Map.of()
                                : Map.of("x-canary", List.of("yes", "maybe"), "x-b", List.of("b1")));
        var service = recorded(protocol, "access rich kong.router.get_service []")
                .router()
                .service()
                .orElseThrow();
        assertThat(service.name()).contains("main");
        assertThat(service.port()).isEqualTo(8305);
        assertThat(service.retries()).isEqualTo(3);
        assertThat(service.readTimeoutMillis()).isEqualTo(9000);
        assertThat(service.path()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void captures_count_from_one(Protocol protocol) {
        var captures = recorded(protocol, "access captures-named kong.request.get_uri_captures []")
                .request()
                .uriCaptures();
        assertThat(captures.unnamed()).isEqualTo(Map.of(1, "42", 2, "ab c"));
        assertThat(captures.group("user")).contains("42");
        assertThat(captures.group(3)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void memory_is_in_bytes(Protocol protocol) {
        var stats = recorded(protocol, "access get kong.node.get_memory_stats []")
                .node()
                .memoryStats();
        assertThat(stats.sharedDicts().get("kong"))
                .satisfies(dict -> assertThat(dict.capacityBytes()).isEqualTo(5_242_880));
        assertThat(stats.workers())
                .allSatisfy(worker -> assertThat(worker.allocatedBytes()).isPositive());
    }

    private static Kong recorded(Protocol protocol, String key) {
        RecordedCall call = RecordedCall.of(protocol).stream()
                .filter(each -> each.key().equals(key) && each.isComplete())
                .findFirst()
                .orElseThrow();
        return KongCalls.over(call.channel());
    }
}
