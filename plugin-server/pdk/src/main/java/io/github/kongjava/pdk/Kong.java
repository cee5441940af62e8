package io.github.kongjava.pdk;

/**
 * Kong's plugin development kit for one event: one phase of one request of one plugin.
 *
 * <p>Its namespaces and functions are those of Kong's own PDK: {@code kong.service().request().setHeader(…)} is
 * {@code kong.service.request.set_header}, so Kong's documentation applies. Getters lose their {@code get}. What may be
 * missing is an {@link java.util.Optional}. Each call is one message to Kong and back, some ten microseconds.
 *
 * <p>Any function throws, before anything is sent to Kong: {@link IllegalPhaseException} in a phase in which Kong does not
 * have it, {@link MsgPackOnlyException} if the protocol of the plugin lacks it, {@link IllegalArgumentException} for an
 * argument that Kong would refuse, and {@link IllegalStateException} from another thread or after the phase. Functions do
 * not say so again.
 *
 * <p>Usable by the thread that runs the phase, until the phase's method returns.
 */
public interface Kong {

    /** {@code kong.client}: who sent the request. */
    Client client();

    /** {@code kong.cluster}: the cluster of Kong nodes. */
    Cluster cluster();

    /** {@code kong.ctx}: values that live as long as the request. */
    Ctx ctx();

    /** {@code kong.ip}: which addresses Kong trusts. */
    Ip ip();

    /** {@code kong.log}: Kong's log, and what it knows of a finished request. */
    Log log();

    /** {@code kong.nginx}: the web server below Kong. */
    Nginx nginx();

    /** {@code kong.node}: this Kong node. */
    Node node();

    /** {@code kong.plugin}: the plugin's own configuration in Kong. */
    CurrentPlugin plugin();

    /** {@code kong.request}: what the client sent. */
    Request request();

    /** {@code kong.response}: what the client gets. */
    Response response();

    /** {@code kong.router}: the route and service that were found for the request. */
    Router router();

    /** {@code kong.service}: where the request goes, and what goes there and comes back. */
    Service service();

    /** {@code kong.telemetry}: logs for OpenTelemetry. */
    Telemetry telemetry();

    /** {@code kong.vault}: secrets that are kept outside Kong. */
    Vault vault();
}
