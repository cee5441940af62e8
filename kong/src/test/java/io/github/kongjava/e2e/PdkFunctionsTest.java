package io.github.kongjava.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Http2Client;
import io.github.kongjava.e2e.http.HttpConnection;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import io.github.kongjava.e2e.probes.pdk.PdkUse;
import io.github.kongjava.e2e.probes.pdk.PdkUses;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of the PDK, in every phase: it says and does what Kong's own says and does in Lua, or its documented error. */
@OnSharedKong
record PdkFunctionsTest(Gateway gateway) {

    /** What Kong does not tell a plugin in Lua as it tells one in another process; see the functions' documentation. */
    private static final Set<String> ONLY_JAVA = Set.of("plugin.id()", "log.serialize()");

    /** Functions whose effect in access the upstream's answer replaces, or Kong hides. */
    private static final Set<String> WITHOUT_TRACE = Set.of(
            "response.setStatus(int)",
            "response.clearHeader(String)",
            "service.setTlsVerify(boolean)",
            "service.setTlsVerifyDepth(int)",
            "service.request.enableBuffering()");

    @BeforeParameterizedClassInvocation
    static void a_gateway_whose_requests_call_functions(Gateway gateway) throws Exception {
        new PdkGateway(gateway).declare();
    }

    private PdkGateway pdk() {
        return new PdkGateway(gateway);
    }

    @Test
    void no_function_is_forgotten() {
        Set<String> functions = new TreeSet<>();
        collect("", Kong.class, functions);

        assertThat(PdkUses.all())
                .map(PdkUse::function)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(functions);
    }

    private static void collect(String way, Class<?> namespace, Set<String> functions) {
        for (Method method : namespace.getMethods()) {
            if (method.getParameterCount() == 0 && method.getReturnType().isInterface() && isOfThePdk(method)) {
                collect(way + method.getName() + ".", method.getReturnType(), functions);
            } else {
                functions.add(way
                        + method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(",", "(", ")")));
            }
        }
    }

    private static boolean isOfThePdk(Method method) {
        return method.getReturnType().getPackage() == Kong.class.getPackage();
    }

    @ParameterizedTest
    @EnumSource(names = {"REWRITE", "ACCESS", "RESPONSE", "LOG"})
    void a_getter_says_what_lua_says(Phase phase) throws Exception {
        String id = PdkGateway.newId();
        gateway.send(PdkGateway.request("/pdk").with("x-pdk-id", id));

        assertReads(phase, pdk().javas(id, phase), luas(id, phase));
    }

    /** In header_filter some functions do not exist; what they would say has not changed since access. */
    private Map<String, String> luas(String id, Phase phase) throws Exception {
        Map<String, String> luas = new LinkedHashMap<>(pdk().luas(id, phase));
        if (phase == Phase.RESPONSE) {
            Map<String, String> earlier = pdk().luas(id, Phase.ACCESS);
            luas.replaceAll((function, value) -> value.startsWith("!") ? earlier.get(function) : value);
        }
        return luas;
    }

    private void assertReads(Phase phase, Map<String, String> javas, Map<String, String> luas) {
        Map<String, String> expected = new TreeMap<>();
        for (PdkUse use : PdkUses.all()) {
            if (!use.acts()) {
                String function = use.function();
                Map<String, String> same = ONLY_JAVA.contains(function) ? javas : luas;
                String refusal = refusal(use, phase);
                expected.put(function, refusal.isEmpty() ? same.getOrDefault(function, "nil") : refusal);
            }
        }
        assertThat(javas.keySet()).isEqualTo(expected.keySet());
        assertThat(expected)
                .allSatisfy((function, value) ->
                        assertThat(javas.get(function)).as(function).isEqualTo(value));
    }

    /** The documented error, or nothing. */
    private String refusal(PdkUse use, Phase phase) {
        if (use.msgPackOnly() && gateway.protocol() == Protocol.PROTOBUF) {
            return "!MsgPackOnlyException";
        }
        return use.phases().contains(phase) ? "" : "!IllegalPhaseException";
    }

    @Test
    void a_getter_says_what_lua_says_while_a_tls_connection_is_made() throws Exception {
        new Http2Client(gateway.ports().https()).send(Request.get("/pdk/thing"));

        assertReads(
                Phase.CERTIFICATE,
                pdk().javas("connection", Phase.CERTIFICATE),
                pdk().luas("connection", Phase.CERTIFICATE));
    }

    @Test
    void a_getter_works_before_a_stream_goes_to_its_upstream() throws Exception {
        Answer answer = HttpConnection.once(gateway.ports().stream(), Request.get("/through"));

        Map<String, String> javas = pdk().javas("connection", Phase.PREREAD);
        assertThat(Echo.in(answer).target()).isEqualTo("/through");
        for (PdkUse use : PdkUses.all()) {
            String refusal = refusal(use, Phase.PREREAD);
            if (!use.acts() && !refusal.isEmpty()) {
                assertThat(javas).containsEntry(use.function(), refusal);
            }
        }
        if (gateway.protocol() == Protocol.MSGPACK) {
            assertThat(javas)
                    .containsEntry("service.setTlsVerify(boolean)", "true")
                    .containsEntry("service.setTlsVerifyDepth(int)", "true");
        }
        assertThat(javas.values()).doesNotContain("!KongAnswerException", "!ClassCastException", "!PdkException");
        assertThat(javas)
                .containsEntry("nginx.subsystem()", "stream")
                .containsEntry("client.ip()", "127.0.0.1")
                .containsEntry("client.forwardedIp()", "127.0.0.1")
                .containsEntry("request.port()", Integer.toString(gateway.ports().stream()))
                .containsEntry("nginx.var(String)", "127.0.0.1")
                .containsEntry("ip.isTrusted(String)", "[true,false]")
                .containsEntry("ctx.shared.set(String,Object)", "{of=[java,1.5,2,true]}")
                .containsEntry("nginx.ctx.set(String,Object)", "{of=[java,1.5,2,true]}");
    }

    @Test
    void kongs_log_has_what_was_logged_at_its_level() throws Exception {
        String id = PdkGateway.newId();
        gateway.send(PdkGateway.request("/pdk").with("x-pdk-id", id));
        for (Phase phase : List.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.LOG)) {
            for (String level : levels()) {
                Await.until(
                        level + " in " + phase,
                        () -> gateway.kong()
                                .errorLog()
                                .lines()
                                .anyMatch(line -> line.contains("[" + level + "]")
                                        && line.contains("pdk " + level + " " + id + "/" + phase.kongName())));
            }
        }
        // Below the level that Kong is told to log.
        assertThat(gateway.kong().errorLog()).doesNotContain("pdk debug " + id);
        if (gateway.protocol() == Protocol.MSGPACK) {
            assertThat(gateway.kong().errorLog()).contains("pdk inspect " + id, "pdk deprecation " + id);
        }
    }

    private List<String> levels() {
        List<String> levels = List.of("alert", "crit", "error", "warn", "notice", "info");
        return gateway.protocol() == Protocol.MSGPACK
                ? Stream.concat(levels.stream(), Stream.of("emerg")).toList()
                : levels;
    }

    @Test
    void log_has_all_facts_of_the_request_and_what_plugins_have_set() throws Exception {
        String id = PdkGateway.newId();
        gateway.send(PdkGateway.request("/pdk").with("x-pdk-id", id));

        JsonNode facts = new ObjectMapper().readTree(pdk().javas(id, Phase.LOG).get("log.serialize()"));

        assertThat(facts.at("/request/uri").asText()).isEqualTo("/pdk/thing?b=1&b=2&c&a=x%20y");
        assertThat(facts.at("/request/headers/x-sent").asText()).isEqualTo("sent");
        assertThat(facts.at("/response/status").asInt()).isEqualTo(200);
        assertThat(facts.at("/route/name").asText()).isEqualTo("pdk");
        assertThat(facts.at("/consumer/username").asText()).isEqualTo("alice");
        assertThat(facts.at("/e2e/set").asText()).isEqualTo(id + "/response");
        assertThat(facts.at("/e2e/cleared").isMissingNode()).isTrue();
    }

    @Test
    void a_plugin_knows_the_id_of_its_configuration() throws Exception {
        String id = PdkGateway.newId();
        gateway.send(PdkGateway.request("/pdk").with("x-pdk-id", id));

        String expected = gateway.protocol() == Protocol.MSGPACK ? PdkGateway.PLUGIN : "!MsgPackOnlyException";
        assertThat(pdk().javas(id, Phase.ACCESS)).containsEntry("plugin.id()", expected);
    }

    static Stream<Arguments> acts() {
        return PdkUses.all().stream()
                .filter(PdkUse::acts)
                .flatMap(use -> Stream.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE)
                        .map(phase -> Arguments.of(use.function(), phase)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource
    void acts(String function, Phase phase) throws Exception {
        PdkUse use = PdkUses.all().stream()
                .filter(each -> each.function().equals(function))
                .findFirst()
                .orElseThrow();
        String path = function.startsWith("service.set") && phase != Phase.RESPONSE ? "/dead" : "/pdk";
        String refusal = refusal(use, phase);
        if (!refusal.isEmpty()) {
            PdkAct refused = PdkAct.of(pdk(), path, function, phase, "J", false);
            assertThat(refused.said()).containsEntry(function, refusal);
            assertThat(refused.seen())
                    .isEqualTo(PdkAct.of(pdk(), path, "none", phase, "J", false).seen());
            return;
        }
        boolean exits = function.startsWith("response.e");
        PdkAct byJava = PdkAct.of(pdk(), path, function, phase, "J", exits);
        PdkAct byLua = PdkAct.of(pdk(), path, function, phaseOfLua(function, phase), "L", exits);
        assertThat(byJava.seen()).isEqualTo(byLua.seen());
        if (!exits) {
            assertThat(byJava.said().get(function)).isEqualTo(byLua.said().getOrDefault(function, "nil"));
        }
        if (phase == Phase.RESPONSE || (phase == Phase.ACCESS && !WITHOUT_TRACE.contains(function))) {
            assertThat(byJava.seen())
                    .isNotEqualTo(
                            PdkAct.of(pdk(), path, "none", phase, "J", exits).seen());
        }
    }

    /** In header_filter some functions do not exist; what they do is the same in access. */
    private static Phase phaseOfLua(String function, Phase phase) {
        boolean missing = function.startsWith("response.e") || function.startsWith("client.tls.");
        return missing && phase == Phase.RESPONSE ? Phase.ACCESS : phase;
    }
}
