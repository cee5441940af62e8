package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnOwnKong;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnOwnKong
record LoadTest(Gateway gateway) {

    private static final int ROUNDS = 5;
    private static final long REQUESTS = 10_000;
    private static final int CLIENTS = 50;

    /** What a round may leave in the heap, far below what one object a request would be. */
    private static final long BOUND_BYTES = 4 << 20;

    @Test
    void no_answer_is_wrong_and_no_memory_is_kept_round_after_round() throws Exception {
        gateway.declare(gateway.declaration()
                .route("load", plugin("probe-return", Map.of()), plugin("hello", Map.of("message", "good day")))
                .route("heap", plugin("probe-heap", Map.of())));
        List<Long> heaps = new ArrayList<>();

        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, Long> verdicts =
                    Traffic.of(REQUESTS, CLIENTS, gateway.ports().http(), new ReturnedIds("/load", "good day"));
            heaps.add(Long.parseLong(gateway.get("/heap").text()));
            System.out.println(gateway + ", round " + round + ": " + verdicts + ", heap " + heaps.get(round - 1) / 1024
                    + " KiB, resident " + gateway.serverMemory());
            assertThat(verdicts).containsExactly(Map.entry(ReturnedIds.RIGHT, REQUESTS));
        }

        long warm = heaps.get(0);
        assertThat(heaps).allSatisfy(heap -> assertThat(heap - warm).isLessThan(BOUND_BYTES));
    }
}
