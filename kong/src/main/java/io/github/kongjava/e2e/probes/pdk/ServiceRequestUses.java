package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Query;
import io.github.kongjava.pdk.ServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code kong.service.request}. */
final class ServiceRequestUses {

    private static final String NAME = "x-e2e";
    private static final byte[] BYTES = "of bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, Object> HEADERS = Map.of(NAME, List.of("one", "two"), "x-e2e-other", "three");
    private static final Map<String, Object> QUERY = Map.of("c", List.of("1", "2"), "flag", true, "text", "a b&c");
    private static final Map<String, Object> BODY = Map.of("text", "a b", "number", 7);

    private ServiceRequestUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.BEFORE_UPSTREAM);
        acts(uses, "setScheme(String)", request -> request.setScheme("https"));
        acts(uses, "setPath(String)", request -> request.setPath("/set by java"));
        acts(uses, "setRawQuery(String)", request -> request.setRawQuery("set=1&raw"));
        acts(uses, "setMethod(String)", request -> request.setMethod("PUT"));
        acts(uses, "setQuery(Query)", request -> request.setQuery(Query.of(QUERY)));
        acts(uses, "setQuery(Map)", request -> request.setQuery(QUERY));
        acts(uses, "setHeader(String,String)", request -> request.setHeader(NAME, "text"));
        acts(uses, "setHeader(String,byte[])", request -> request.setHeader(NAME, BYTES));
        acts(uses, "setHeader(String,List)", request -> request.setHeader(NAME, List.of("one", "two")));
        acts(uses, "addHeader(String,String)", request -> request.addHeader("x-sent", "added"));
        acts(uses, "addHeader(String,byte[])", request -> request.addHeader("x-sent", BYTES));
        acts(uses, "clearHeader(String)", request -> request.clearHeader("x-sent"));
        acts(uses, "setHeaders(Headers)", request -> request.setHeaders(Headers.of(HEADERS)));
        acts(uses, "setHeaders(Map)", request -> request.setHeaders(HEADERS));
        acts(uses, "setRawBody(byte[])", request -> request.setRawBody(BYTES));
        acts(uses, "setRawBody(String)", request -> request.setRawBody("text"));
        uses.inMsgPack(PdkUses.BEFORE_UPSTREAM);
        acts(uses, "clearQueryArg(String)", request -> request.clearQueryArg("b"));
        acts(uses, "setBody(Map)", request -> request.setBody(BODY));
        acts(uses, "setBody(Map,String)", request -> request.setBody(BODY, "application/json"));
        acts(uses, "enableBuffering()", ServiceRequest::enableBuffering);
    }

    private static void acts(PdkUses uses, String function, Consumer<ServiceRequest> call) {
        uses.acts(
                "service.request." + function,
                kong -> call.accept(kong.service().request()));
    }
}
