package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.Milliseconds;
import io.github.kongjava.pdk.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of one configured plugin. The descriptions are those that Kong shows.
 *
 * @param serviceUrl whom to ask
 * @param mode how to ask
 * @param method with which method, in mode forward
 * @param requestHeaders what the service gets of the client's headers
 * @param serviceHeaders what else the service gets
 * @param includeQuery whether the service gets the query
 * @param body whether and how the service gets the body
 * @param allowStatuses which answers let a request pass, in mode forward
 * @param upstreamHeaders what the upstream gets of the service's headers
 * @param clientHeaders what the client gets of the service's headers
 * @param timeout for the whole exchange, retries included
 * @param retries how often to try again
 * @param maxResponseBytes the largest answer to accept
 * @param failureStatus what the client gets when there is no decision
 * @param failOpen whether requests pass when there is no decision
 * @param failOpenHeader how the upstream knows of such a request
 * @param maxConcurrent how many exchanges at once
 * @param caCertificates whose certificates to trust
 * @param http2 whether to speak HTTP/2
 * @param breaker when not to ask any more
 * @param cache whether and how long to keep decisions
 */
public record Config(
        @Description("URL of the service that decides; http or https, without user name and fragment")
        @Examples({"http://auth.internal:9000/verify", "http://127.0.0.1:8181/v1/data/http/authz"})
        @Match("^https?://[^/?#@%s]+[^#%s]*$")
        String serviceUrl,

        @Description(
                "How to ask: forward sends the request's head, opa posts an input document to the Open Policy Agent")
        @DefaultValue("forward")
        Mode mode,

        @Description("Method of the request to the service in mode forward: get, or original for the client's own")
        @DefaultValue("get")
        Method method,

        @Description("Headers of the request that the service gets") @DefaultValue({"Authorization", "Cookie"})
        List<@Match(NAME) @Examples({"Authorization", "X-Api-Key"}) String> requestHeaders,

        @Description("Headers with which the plugin shows the service who it is; values may be vault references")
        @DefaultValue({})
        Map<@Match(NAME) String, Secret> serviceHeaders,

        @Description("Whether the service gets the query of the request too") @DefaultValue("true")
        boolean includeQuery,

        @Description("Whether and how the service gets the body of the request")
        Body body,

        @Description(
                "Statuses of the service's answer that let a request pass in mode forward; none for any of 200 to 299")
        @DefaultValue({})
        List<@Between(min = 200, max = 299) @Examples({"200", "204"}) Integer> allowStatuses,

        @Description("Headers of the service's answer that the upstream gets; the client's own are always removed")
        @DefaultValue({})
        List<@Match(NAME) @Examples({"X-User", "X-Groups"}) String> upstreamHeaders,

        @Description("Headers of the service's answer that the client gets with a refusal")
        @DefaultValue({"WWW-Authenticate", "Location", "Set-Cookie", "Retry-After", "Cache-Control"})
        List<@Match(NAME) String> clientHeaders,

        @Description("Milliseconds for the whole exchange with the service, retries included")
        @DefaultValue("1000")
        @Between(min = 1, max = 20_000)
        @Milliseconds
        Duration timeout,

        @Description("How often to ask again within the timeout after a failed exchange, if asking twice does no harm")
        @DefaultValue("1")
        @Between(min = 0, max = 5)
        int retries,

        @Description("Largest body of the service's answer, in bytes; a larger one counts as a failure")
        @DefaultValue("65536")
        @Between(min = 0, max = 16_777_216)
        int maxResponseBytes,

        @Description("Status for the client when the service gives no decision")
        @DefaultValue("503")
        @Between(min = 400, max = 599)
        int failureStatus,

        @Description("Whether requests pass, marked by a header, when the service gives no decision")
        @DefaultValue("false")
        boolean failOpen,

        @Description("Header by which the upstream knows a request that passed without a decision")
        @DefaultValue("X-Forward-Auth-Failed-Open")
        @Match(NAME)
        String failOpenHeader,

        @Description("How many exchanges with the service may run at once; more count as failures")
        @DefaultValue("200")
        @Between(min = 1, max = 10_000)
        int maxConcurrent,

        @Description("Certificates, in PEM, of the authorities that the service's certificate may come from, instead of"
                + " those that Java knows")
        @Match("^%s*%-%-%-%-%-BEGIN CERTIFICATE%-%-%-%-%-")
        Optional<String> caCertificates,

        @Description("Whether to speak HTTP/2 with the service where it can; HTTP/1.1 otherwise") @DefaultValue("false")
        boolean http2,

        @Description("When a service that fails is not asked any more, for a while")
        Breaker breaker,

        @Description("Whether and for how long decisions are kept")
        Cache cache) {

    /** A header's name, as a Lua pattern. */
    static final String NAME = "^[%w!#$&'*+.^_`|~-]+$";

    /** How the service is asked. */
    public enum Mode {
        /** By a request with the head of the client's. */
        FORWARD,
        /** By a query to the Open Policy Agent. */
        OPA
    }

    /** The method of the request to the service. */
    public enum Method {
        /** Always GET. */
        GET,
        /** The client's. */
        ORIGINAL
    }

    /** What a body that is not JSON becomes in the input document. */
    public enum Encoding {
        /** A text, read as UTF-8. */
        TEXT,
        /** Base64. */
        BASE64
    }

    /**
     * The request's body.
     *
     * @param send whether the service gets it
     * @param maxBytes the largest to accept
     * @param encoding of bodies that are not JSON, in mode opa
     */
    public record Body(
            @Description("Whether the service gets the request's body") @DefaultValue("false")
            boolean send,

            @Description("Largest body in bytes; the client gets 413 for a larger one")
            @DefaultValue("65536")
            @Between(min = 1, max = 16_777_216)
            int maxBytes,

            @Description("What a body that is not JSON becomes in mode opa") @DefaultValue("text")
            Encoding encoding) {}

    /**
     * The circuit breaker.
     *
     * @param enabled whether there is one
     * @param failureRate from which share of failures it opens
     * @param minimumCalls after how many calls it counts
     * @param openFor how long it stays open
     */
    public record Breaker(
            @Description("Whether to stop asking a service that fails") @DefaultValue("true")
            boolean enabled,

            @Description("Percentage of failed exchanges among the last ones from which the service is not asked")
            @DefaultValue("50")
            @Between(min = 1, max = 100)
            int failureRate,

            @Description("How many exchanges are looked at") @DefaultValue("20") @Between(min = 1, max = 1000)
            int minimumCalls,

            @Description("Milliseconds until the service is tried again")
            @DefaultValue("5000")
            @Between(min = 1, max = 600_000)
            @Milliseconds
            Duration openFor) {}

    /**
     * The decision cache.
     *
     * @param enabled whether there is one
     * @param allowFor how long a permission is kept
     * @param denyFor how long a refusal is kept
     * @param maxBytes how much is kept
     */
    public record Cache(
            @Description("Whether decisions are kept for requests of which the service would see the very same")
            @DefaultValue("false")
            boolean enabled,

            @Description("Milliseconds for which a permission is kept; Cache-Control may shorten it")
            @DefaultValue("10000")
            @Between(min = 0, max = 3_600_000)
            @Milliseconds
            Duration allowFor,

            @Description("Milliseconds for which a refusal is kept; Cache-Control may shorten it")
            @DefaultValue("1000")
            @Between(min = 0, max = 3_600_000)
            @Milliseconds
            Duration denyFor,

            @Description("How much memory the decisions may take, in bytes")
            @DefaultValue("16777216")
            @Between(min = 65_536, max = 1_073_741_824)
            int maxBytes) {}
}
