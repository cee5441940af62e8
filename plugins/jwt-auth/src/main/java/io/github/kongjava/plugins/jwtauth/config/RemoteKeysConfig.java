package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Match;
import java.time.Duration;
import java.util.Optional;

/** How key sets are fetched and kept. */
public record RemoteKeysConfig(
        @Description("Seconds for which fetched keys are fresh") @DefaultValue("3600")
        Duration ttl,

        @Description("Seconds before their end when keys are fetched anew") @DefaultValue("300")
        Duration refreshAhead,

        @Description("Seconds between two fetches for unknown key ids") @DefaultValue("30")
        Duration refetchInterval,

        @Description("Seconds for which an unknown key id is remembered") @DefaultValue("60")
        Duration negativeTtl,

        @Description("Seconds for which old keys serve while the issuer is down") @DefaultValue("86400")
        Duration staleFor,

        @Description("Seconds for a whole fetch, body included") @DefaultValue("2")
        Duration timeout,

        @Description("Bytes of the largest key set or discovery document")
        @DefaultValue("262144")
        @Between(min = 1024, max = 4194304)
        int maxBytes,

        @Description("Whether keys may come over plain http") @DefaultValue("false")
        boolean allowHttp,

        @Description("Certificates, in PEM, of the authorities that the issuer's certificate may come from, instead of"
                + " those that Java knows")
        @Match("^%s*%-%-%-%-%-BEGIN CERTIFICATE%-%-%-%-%-")
        Optional<String> caCertificates) {}
