package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.ACCESS;
import static io.github.kongjava.pdk.Phase.PREREAD;
import static io.github.kongjava.pdk.Phase.REWRITE;

import java.util.Set;

/** {@code kong.router} and {@code kong.service}. */
final class ServiceUses {

    private ServiceUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.AUTHENTICATED)
                .reads("router.route()", kong -> kong.router().route())
                .reads("router.service()", kong -> kong.router().service());
        uses.in(Set.of(ACCESS))
                .answers("service.setUpstream(String)", kong -> kong.service().setUpstream("elsewhere"));
        uses.in(Set.of(ACCESS, PREREAD))
                .acts(
                        "service.setTarget(String,int)",
                        kong -> kong.service()
                                .setTarget(
                                        "127.0.0.1",
                                        Integer.parseInt(kong.nginx()
                                                .ctx()
                                                .text("e2e_port")
                                                .orElseThrow())));
        uses.inMsgPack(Set.of(ACCESS))
                .acts("service.setRetries(int)", kong -> kong.service().setRetries(3))
                .acts("service.setTimeouts(int,int,int)", kong -> kong.service().setTimeouts(11_000, 12_000, 13_000));
        uses.inMsgPack(Set.of(REWRITE, ACCESS, PREREAD))
                .answers("service.setTlsVerify(boolean)", kong -> kong.service().setTlsVerify(true))
                .answers(
                        "service.setTlsVerifyDepth(int)", kong -> kong.service().setTlsVerifyDepth(3));
    }
}
