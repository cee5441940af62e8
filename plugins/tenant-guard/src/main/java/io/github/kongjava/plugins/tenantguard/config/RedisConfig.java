package io.github.kongjava.plugins.tenantguard.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.LenMax;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import io.github.kongjava.pdk.config.Milliseconds;
import io.github.kongjava.pdk.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * A Redis that counts limits for several gateways; off without a host.
 *
 * @param host its name or address
 * @param port its port
 * @param username who asks
 * @param password of who asks
 * @param database its number
 * @param cluster whether it is a node of a cluster
 * @param tls whether by TLS
 * @param caCertificates of the authorities that Redis' certificate may come from
 * @param timeout for the connection, and for each answer
 * @param connections how many at most
 * @param onRedisError what happens while it cannot be asked
 * @param localShare how much of each limit this gateway then grants
 */
public record RedisConfig(
        @Description("Host of the Redis that counts the limits for several gateways; each counts its own without it")
        @LenMin(1)
        @LenMax(253)
        Optional<String> host,

        @Description("Port of Redis") @DefaultValue("6379") @Between(min = 1, max = 65_535)
        int port,

        @Description("User, of Redis 6 and later") Optional<String> username,

        @Description("Password for Redis, best as a reference to a vault")
        Optional<Secret> password,

        @Description("Number of the database") @DefaultValue("0") @Between(min = 0, max = 65_535)
        int database,

        @Description("Whether the host is a node of a Redis Cluster, which tells the others") @DefaultValue("false")
        boolean cluster,

        @Description("Whether to connect by TLS; the certificate is checked against the name") @DefaultValue("false")
        boolean tls,

        @Description(
                "Certificates, in PEM, of the authorities that the certificate of Redis may come from, instead of those"
                        + " that Java knows")
        @Match("^%s*%-%-%-%-%-BEGIN CERTIFICATE%-%-%-%-%-")
        Optional<String> caCertificates,

        @Description("Milliseconds for a connection, and for an answer")
        @DefaultValue("1000")
        @Between(min = 1, max = 10_000)
        @Milliseconds
        Duration timeout,

        @Description("How many connections at most") @DefaultValue("16") @Between(min = 1, max = 256)
        int connections,

        @Description(
                "While Redis cannot be asked: local counts here, by local_share of each limit; deny answers 503; allow"
                        + " lets pass")
        @DefaultValue("local")
        OnRedisError onRedisError,

        @Description("Percentage of each limit that this gateway grants while Redis cannot be asked")
        @DefaultValue("50")
        @Between(min = 1, max = 100)
        int localShare) {

    /** What happens while Redis cannot be asked. */
    public enum OnRedisError {
        /** Limits are counted here. */
        LOCAL,
        /** Requests are refused. */
        DENY,
        /** Requests pass, uncounted. */
        ALLOW
    }
}
