package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Client;
import io.github.kongjava.pdk.Cluster;
import io.github.kongjava.pdk.Ctx;
import io.github.kongjava.pdk.CurrentPlugin;
import io.github.kongjava.pdk.Ip;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Log;
import io.github.kongjava.pdk.Nginx;
import io.github.kongjava.pdk.Node;
import io.github.kongjava.pdk.Request;
import io.github.kongjava.pdk.Response;
import io.github.kongjava.pdk.Router;
import io.github.kongjava.pdk.Service;
import io.github.kongjava.pdk.Telemetry;
import io.github.kongjava.pdk.Vault;
import io.github.kongjava.server.protocol.PdkFunction;

/**
 * Kong's PDK as calls over a channel. Phases and arguments are checked before anything is sent, since what throws in Kong
 * costs the client a 500 and the server never hears of it.
 *
 * <p>Holds nothing but the channel: a namespace is made when it is asked for, which the JIT compiler mostly undoes. Used by
 * the thread that the channel allows.
 */
public final class KongCalls implements Kong {

    private final Calls calls;

    private KongCalls(PdkChannel channel) {
        this.calls = new Calls(channel);
    }

    /** Kong's PDK for the event that the channel belongs to. */
    public static Kong over(PdkChannel channel) {
        return new KongCalls(channel);
    }

    @Override
    public Client client() {
        return new ClientCalls(calls);
    }

    @Override
    public Cluster cluster() {
        return () -> calls.optionalText(PdkFunction.CLUSTER_GET_ID);
    }

    @Override
    public Ctx ctx() {
        return () -> new ContextCalls(calls, PdkFunction.CTX_SHARED_GET, PdkFunction.CTX_SHARED_SET);
    }

    @Override
    public Ip ip() {
        return address ->
                calls.bool(PdkFunction.IP_IS_TRUSTED, Arguments.text(PdkFunction.IP_IS_TRUSTED, "address", address));
    }

    @Override
    public Log log() {
        return new LogCalls(calls);
    }

    @Override
    public Nginx nginx() {
        return new NginxCalls(calls);
    }

    @Override
    public Node node() {
        return new NodeCalls(calls);
    }

    @Override
    public CurrentPlugin plugin() {
        return () -> calls.optionalText(PdkFunction.PLUGIN_GET_ID);
    }

    @Override
    public Request request() {
        return new RequestCalls(calls);
    }

    @Override
    public Response response() {
        return new ResponseCalls(calls);
    }

    @Override
    public Router router() {
        return new RouterCalls(calls);
    }

    @Override
    public Service service() {
        return new ServiceCalls(calls);
    }

    @Override
    public Telemetry telemetry() {
        return new TelemetryCalls(calls);
    }

    @Override
    public Vault vault() {
        return new VaultCalls(calls);
    }
}
