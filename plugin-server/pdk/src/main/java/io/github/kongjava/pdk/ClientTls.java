package io.github.kongjava.pdk;

import java.util.Optional;

/**
 * The TLS connection with the client: {@code kong.client.tls}. MsgPack only.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface ClientTls {

    /**
     * Asks the client for a certificate, which it need not give; Kong does not verify it.
     *
     * <p>Lua: {@code kong.client.tls.request_client_certificate}. Phases: certificate.
     *
     * @return whether Kong could
     */
    boolean requestClientCertificate();

    /**
     * Keeps the TLS session from being resumed, so that the certificate phase runs for every connection.
     *
     * <p>Lua: {@code kong.client.tls.disable_session_reuse}. Phases: certificate.
     *
     * @return whether Kong could
     */
    boolean disableSessionReuse();

    /**
     * The client's certificate and those above it, as PEM; empty if it gave none.
     *
     * <p>Lua: {@code kong.client.tls.get_full_client_certificate_chain}. Phases: rewrite, access, response, preread.
     */
    Optional<String> fullClientCertificateChain();

    /**
     * Sets what {@code ssl_client_verify} says in Kong's logs.
     *
     * <p>Lua: {@code kong.client.tls.set_client_verify}. Phases: rewrite, access, response.
     *
     * @param result {@code SUCCESS}, {@code NONE} or {@code FAILED:} and a reason
     */
    void setClientVerify(String result);
}
