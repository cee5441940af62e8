package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.Value;

/** The way of PDK calls from one event to Kong. Used by the thread that runs the event. */
public interface PdkChannel {

    /** The phase that runs. */
    Phase phase();

    /** The protocol that the event came with. */
    Protocol protocol();

    /**
     * Throws unless a PDK call may be made now by the calling thread: {@link IllegalStateException} for another thread or an
     * event that is over, {@link ExitException} after an exit.
     */
    void check();

    /**
     * Sends the call and waits for Kong's answer, which is {@link Value#TOO_LARGE} if it goes over the limits. A call that
     * would throw in Kong must not come here. Includes {@link #check()}.
     */
    Value call(PdkCall call);

    /**
     * Ends the phase with a call that Kong never answers ({@code kong.response.exit} or {@code error}). Sends nothing yet;
     * the barrier does when the plugin has unwound. Includes {@link #check()}.
     *
     * @return never; declared so that callers can write {@code throw}
     * @throws ExitException always, apart from what {@link #check()} throws
     */
    ExitException exit(PdkCall call);
}
