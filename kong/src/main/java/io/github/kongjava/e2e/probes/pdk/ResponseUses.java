package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Phase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code kong.response}. */
final class ResponseUses {

    private static final String NAME = "x-e2e";
    private static final byte[] BYTES = "of bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, Object> MAP = Map.of(NAME, List.of("one", "two"), "x-e2e-other", "three");

    private ResponseUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.AFTER_UPSTREAM)
                .reads("response.status()", kong -> kong.response().status())
                .reads("response.header(String)", kong -> kong.response().header("x-upstream"))
                .reads("response.headerBytes(String)", kong -> kong.response().headerBytes("x-upstream"))
                .reads("response.headers()", kong -> kong.response().headers().first("x-upstream"))
                .reads(
                        "response.headers(int)",
                        kong -> kong.response().headers(1000).first("content-type"))
                .reads("response.source()", kong -> kong.response().source());
        uses.in(PdkUses.BEFORE_LOG)
                .acts("response.setStatus(int)", kong -> kong.response().setStatus(299))
                .acts(
                        "response.setHeader(String,String)",
                        kong -> kong.response().setHeader(NAME, "text"))
                .acts(
                        "response.setHeader(String,byte[])",
                        kong -> kong.response().setHeader(NAME, BYTES))
                .acts("response.setHeader(String,List)", kong -> kong.response().setHeader(NAME, List.of("one", "two")))
                .acts(
                        "response.addHeader(String,String)",
                        kong -> kong.response().addHeader(NAME, "text"))
                .acts(
                        "response.addHeader(String,byte[])",
                        kong -> kong.response().addHeader(NAME, BYTES))
                .acts("response.clearHeader(String)", kong -> kong.response().clearHeader("x-upstream"))
                .acts("response.setHeaders(Headers)", kong -> kong.response().setHeaders(Headers.of(MAP)))
                .acts("response.setHeaders(Map)", kong -> kong.response().setHeaders(MAP));
        uses.in(Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.PREREAD));
        exits(uses);
        uses.inMsgPack(PdkUses.BEFORE_LOG);
        errors(uses);
    }

    private static void exits(PdkUses uses) {
        uses.acts("response.exit(int)", kong -> {
                    throw kong.response().exit(403);
                })
                .acts("response.exit(int,String)", kong -> {
                    throw kong.response().exit(403, "text");
                })
                .acts("response.exit(int,byte[])", kong -> {
                    throw kong.response().exit(403, BYTES);
                })
                .acts("response.exit(int,Headers)", kong -> {
                    throw kong.response().exit(403, Headers.of(MAP));
                })
                .acts("response.exit(int,String,Headers)", kong -> {
                    throw kong.response().exit(403, "text", Headers.of(MAP));
                })
                .acts("response.exit(int,byte[],Headers)", kong -> {
                    throw kong.response().exit(403, BYTES, Headers.of(MAP));
                })
                .acts("response.exit(int,String,Map)", kong -> {
                    throw kong.response().exit(403, "text", MAP);
                })
                .acts("response.exit(int,byte[],Map)", kong -> {
                    throw kong.response().exit(403, BYTES, MAP);
                });
    }

    private static void errors(PdkUses uses) {
        uses.acts("response.error(int)", kong -> {
                    throw kong.response().error(418);
                })
                .acts("response.error(int,String)", kong -> {
                    throw kong.response().error(418, "text");
                })
                .acts("response.error(int,String,Headers)", kong -> {
                    throw kong.response().error(418, "text", Headers.of(MAP));
                })
                .acts("response.error(int,String,Map)", kong -> {
                    throw kong.response().error(418, "text", MAP);
                });
    }
}
