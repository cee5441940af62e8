package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.ACCESS;
import static io.github.kongjava.pdk.Phase.CERTIFICATE;
import static io.github.kongjava.pdk.Phase.RESPONSE;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import java.util.Set;

/** {@code kong.client}. */
final class ClientUses {

    /** The consumer that the suite declares. */
    private static final String ALICE = "a11ce000-0000-4000-8000-000000000001";

    private ClientUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.CONNECTION)
                .reads("client.ip()", kong -> kong.client().ip())
                .reads("client.forwardedIp()", kong -> kong.client().forwardedIp())
                .reads("client.port()", kong -> kong.client().port())
                .reads("client.forwardedPort()", kong -> kong.client().forwardedPort());
        uses.in(PdkUses.AUTHENTICATED)
                .reads("client.credential()", kong -> kong.client().credential().map(Credential::id))
                .reads("client.consumer()", kong -> kong.client().consumer())
                .reads("client.loadConsumer(String)", kong -> kong.client().loadConsumer(ALICE))
                .reads(
                        "client.loadConsumerByUsername(String)",
                        kong -> kong.client().loadConsumerByUsername("alice"));
        uses.in(Set.of(ACCESS, RESPONSE))
                .reads("client.protocol()", kong -> kong.client().protocol())
                .reads("client.protocol(boolean)", kong -> kong.client().protocol(true));
        uses.in(Set.of(ACCESS))
                .acts(
                        "client.authenticate(Consumer,Credential)",
                        kong -> kong.client()
                                .authenticate(
                                        Consumer.of("b0b00000-0000-4000-8000-000000000002", "bob"),
                                        Credential.of(
                                                "b0b00000-0000-4000-8000-000000000003",
                                                "b0b00000-0000-4000-8000-000000000002")));
        uses.inMsgPack(Set.of(CERTIFICATE))
                .reads(
                        "client.tls.requestClientCertificate()",
                        kong -> kong.client().tls().requestClientCertificate())
                .reads(
                        "client.tls.disableSessionReuse()",
                        kong -> kong.client().tls().disableSessionReuse());
        uses.inMsgPack(PdkUses.CONNECTION)
                .reads(
                        "client.tls.fullClientCertificateChain()",
                        kong -> kong.client().tls().fullClientCertificateChain());
        uses.inMsgPack(PdkUses.BEFORE_LOG)
                .acts(
                        "client.tls.setClientVerify(String)",
                        kong -> kong.client().tls().setClientVerify("FAILED:by the suite"));
    }
}
