package io.github.kongjava.pdk;

/**
 * Where the request goes: {@code kong.service}. The service's configuration is {@link Router#service()}.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface Service {

    /** {@code kong.service.request}: what goes to the upstream. */
    ServiceRequest request();

    /** {@code kong.service.response}: what comes back from the upstream. */
    ServiceResponse response();

    /**
     * Sends the request to an upstream that is configured in Kong.
     *
     * <p>Lua: {@code kong.service.set_upstream}. Phases: access.
     *
     * @param host the upstream's name
     * @return whether there is an upstream of that name; in ProtoBuf before Kong 3.7 always false
     */
    boolean setUpstream(String host);

    /**
     * Sends the request to an address.
     *
     * <p>Lua: {@code kong.service.set_target}. Phases: access, preread.
     *
     * @param host a name or an IP address
     * @param port from 0 to 65,535
     */
    void setTarget(String host, int port);

    /**
     * Sets how often Kong tries another target when one fails.
     *
     * <p>Lua: {@code kong.service.set_retries}; MsgPack only. Phases: access.
     *
     * @param retries from 0 to 32,767
     */
    void setRetries(int retries);

    /**
     * Sets how long Kong waits for the upstream, in milliseconds, each from 1 to 2,147,483,646.
     *
     * <p>Lua: {@code kong.service.set_timeouts}; MsgPack only. Phases: access.
     *
     * @param connectMillis to connect
     * @param writeMillis between two writes
     * @param readMillis between two reads
     */
    void setTimeouts(int connectMillis, int writeMillis, int readMillis);

    /**
     * Sets whether the upstream's certificate is verified.
     *
     * <p>Lua: {@code kong.service.set_tls_verify}; MsgPack only. Phases: rewrite, access, preread.
     *
     * @return whether Kong could
     */
    boolean setTlsVerify(boolean on);

    /**
     * Sets how long a chain of the upstream's certificates may be.
     *
     * <p>Lua: {@code kong.service.set_tls_verify_depth}; MsgPack only. Phases: rewrite, access, preread.
     *
     * @param depth from 0 to 100
     * @return whether Kong could
     */
    boolean setTlsVerifyDepth(int depth);
}
