package io.github.kongjava.pdk;

/**
 * A PDK function was called that Kong's ProtoBuf protocol lacks. Nothing was sent to Kong. To use it, declare {@code
 * protocol = Protocol.MSGPACK} in {@link KongPlugin} and reload Kong.
 */
public final class MsgPackOnlyException extends PdkException {

    private static final long serialVersionUID = 1L;

    /**
     * For a function.
     *
     * @param function its Lua path
     */
    public MsgPackOnlyException(String function) {
        super(function + " is not in Kong's ProtoBuf protocol; declare @KongPlugin(protocol = Protocol.MSGPACK) and run"
                + " kong reload");
    }
}
