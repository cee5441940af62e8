package io.github.kongjava.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.pdk.Phase;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The phases in which a function is allowed are those in which the recorded Kong answered it. */
class PhasesOfFunctionsTest {

    /** What Kong's log says when the phase, not the argument, is the reason why it never answers. */
    private static final List<String> PHASE_ERRORS = List.of(
            "cannot be called in",
            "API disabled",
            "only available with buffered proxying",
            "attempt to index field 'balancer_data'");

    /** Answered in log only if the response was buffered, or the route has one protocol: so never to be relied on. */
    private static final Set<String> SOMETIMES = Set.of(
            "kong.client.get_protocol log",
            "kong.service.response.get_status log",
            "kong.service.response.get_header log",
            "kong.service.response.get_headers log",
            "kong.service.response.get_raw_body log",
            "kong.service.response.get_body log");

    /** Ends a stream with a status and a body; recorded as refused too, without arguments. */
    private static final String STREAM_EXIT = "kong.response.exit preread";

    /** Allowed, though not recorded in that phase: these functions look at no phase and at no request. */
    private static final Set<String> NOT_RECORDED = Set.of(
            "kong.ctx.shared.get certificate",
            "kong.ctx.shared.get response",
            "kong.ctx.shared.set certificate",
            "kong.ctx.shared.set response",
            "kong.log.emerg access",
            "kong.log.emerg certificate",
            "kong.log.emerg log",
            "kong.log.emerg preread",
            "kong.log.emerg response",
            "kong.log.emerg rewrite",
            "kong.nginx.set_ctx certificate",
            "kong.nginx.set_ctx preread",
            "kong.nginx.set_ctx response",
            "kong.node.get_memory_stats certificate",
            "kong.node.get_memory_stats preread",
            "kong.node.get_memory_stats response",
            "kong.node.get_memory_stats rewrite",
            "kong.service.set_tls_verify preread",
            "kong.service.set_tls_verify_depth preread");

    private final Map<PdkFunction, Set<Phase>> answered = new HashMap<>();
    private final Map<PdkFunction, Set<Phase>> refused = new HashMap<>();

    PhasesOfFunctionsTest() {
        for (String protocol : List.of("msgpack", "protobuf")) {
            Vectors.calls(protocol).forEach(this::take);
            Vectors.noReply(protocol)
                    .properties()
                    .forEach(phase -> phase.getValue()
                            .properties()
                            .forEach(error -> error.getValue()
                                    .forEach(method -> take(method.asText(), phase.getKey(), false, error.getKey()))));
        }
    }

    private void take(JsonNode line) {
        // Exit and error are not answered, but without any error in the log: that is how they work.
        boolean works = !line.path("reply").asText().equals("none") || !line.hasNonNull("kong_log");
        take(
                line.get("method").asText(),
                line.get("phase").asText(),
                works,
                line.path("kong_log").asText());
    }

    private void take(String method, String phaseName, boolean works, String error) {
        Phase phase = Phase.valueOf(phaseName.toUpperCase(Locale.ROOT));
        PdkFunction.ofPath(method).ifPresent(function -> {
            if (works) {
                answered.computeIfAbsent(function, f -> EnumSet.noneOf(Phase.class))
                        .add(phase);
            } else if (isOfPhase(error)) {
                refused.computeIfAbsent(function, f -> EnumSet.noneOf(Phase.class))
                        .add(phase);
            }
        });
    }

    private static boolean isOfPhase(String error) {
        return PHASE_ERRORS.stream().anyMatch(error::contains);
    }

    @Test
    void a_function_is_allowed_where_kong_always_answers_it() {
        Set<String> notRecorded = new TreeSet<>();
        Set<String> sometimes = new TreeSet<>();
        Set<String> wrong = new TreeSet<>();
        for (PdkFunction function : PdkFunction.values()) {
            for (Phase phase : Phase.values()) {
                String pair = function.path() + " " + phase.kongName();
                boolean works = answered.getOrDefault(function, Set.of()).contains(phase);
                boolean throwsThere = refused.getOrDefault(function, Set.of()).contains(phase);
                if (pair.equals(STREAM_EXIT)) {
                    assertThat(works && function.allowedIn(phase)).isTrue();
                    continue;
                }
                if (works && throwsThere) {
                    sometimes.add(pair);
                }
                if (function.allowedIn(phase) && !works && !throwsThere) {
                    notRecorded.add(pair);
                } else if (function.allowedIn(phase) != (works && !throwsThere)) {
                    wrong.add(pair);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sometimes).isEqualTo(new TreeSet<>(SOMETIMES));
        assertThat(notRecorded).isEqualTo(new TreeSet<>(NOT_RECORDED));
    }
}
