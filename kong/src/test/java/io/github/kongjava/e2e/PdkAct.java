package io.github.kongjava.e2e;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.HeaderLines;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.pdk.Phase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request for which one function was called, by our plugin or by one in Lua.
 *
 * @param said what the function's caller got
 * @param seen what the client, the upstream and a later plugin saw, without what differs from request to request
 */
record PdkAct(Map<String, String> said, Map<String, Object> seen) {

    /** What of Kong's inside shows that a function has worked that neither client nor upstream can see. */
    private static final List<String> INSIDE = List.of("client.consumer()", "(balancer)", "(client verify)");

    /** ProtoBuf cannot leave out what a consumer does not have. */
    private static final String EMPTY_IN_PROTOBUF = "created_at=0;|custom_id=;";

    static PdkAct of(PdkGateway pdk, String path, String function, Phase phase, String by, boolean exits)
            throws Exception {
        String id = PdkGateway.newId();
        Request request = PdkGateway.request(path)
                .with("x-pdk-id", id)
                .with("x-pdk-function", function)
                .with("x-pdk-phase", phase.kongName())
                .with("x-pdk-by", by);
        Answer answer = pdk.gateway().send(request);
        Map<String, String> said = by.equals("J") ? pdk.javas(id, phase) : pdk.luas(id, phase);
        Map<String, Object> seen = new TreeMap<>();
        seen.put("status", answer.status());
        seen.put("headers", exits ? set(answer.headers()) : lasting(answer.headers()));
        seen.put("body", body(answer));
        if (!exits) {
            Map<String, String> inside = pdk.luas(id, phase);
            INSIDE.forEach(fact -> seen.put(fact, inside.getOrDefault(fact, "").replaceAll(EMPTY_IN_PROTOBUF, "")));
        }
        return new PdkAct(said, seen);
    }

    /** What an exit has set; in the response phase the upstream's headers stay beside it. */
    private static List<String> set(HeaderLines headers) {
        return lasting(headers).stream()
                .filter(line -> line.startsWith("x-e2e"))
                .toList();
    }

    private static List<String> lasting(HeaderLines headers) {
        return headers.lines().stream()
                .filter(line -> {
                    String name = line.name().toLowerCase(Locale.ROOT);
                    return !name.startsWith("x-kong-")
                            && !name.startsWith("x-pdk-")
                            && !name.equals("date")
                            && !name.equals("content-length");
                })
                .map(line -> line.name().toLowerCase(Locale.ROOT) + ": " + line.value())
                .sorted()
                .toList();
    }

    private static Object body(Answer answer) {
        if (!answer.text().contains("sha256")) {
            return answer.text().replaceAll("[0-9a-f]{32}", "the request's id");
        }
        Echo echo = Echo.in(answer);
        return List.of(echo.method(), echo.target(), lasting(echo.headers()), echo.length(), echo.sha256());
    }
}
