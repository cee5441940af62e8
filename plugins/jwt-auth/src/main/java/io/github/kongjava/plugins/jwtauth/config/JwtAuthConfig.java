package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.AtLeastOneOf;
import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of one configured plugin. The descriptions are those that Kong shows.
 *
 * @param issuers whose tokens are accepted
 * @param remoteKeys how their keys are fetched
 * @param introspection how opaque tokens are asked about
 * @param proof whether tokens are bound to the client
 * @param token where tokens come from
 * @param scopes what the token must permit
 * @param roles which roles it must have
 * @param groups which groups it must have, and which Kong's acl plugin sees
 * @param claimHeaders which headers tell the upstream of which claims
 * @param claimContext which keys tell later plugins of which claims
 * @param consumer which consumer the token stands for
 * @param anonymous the consumer of requests that would get 401
 * @param realm what the client is told to authenticate for
 * @param problemJson whether answers are problem documents
 * @param skipPreflight whether CORS preflight requests pass without token
 * @param dryRun whether nothing is refused
 * @param cacheBytes how much is kept of verified tokens
 */
@AtLeastOneOf({"issuers", "introspection.endpoint"})
public record JwtAuthConfig(
        @Description("Issuers whose tokens are accepted, told apart by the claim iss") @LenMin(1)
        Optional<List<IssuerConfig>> issuers,

        @Description("How key sets are fetched and kept") RemoteKeysConfig remoteKeys,

        @Description("Asking the issuer about opaque tokens")
        IntrospectionConfig introspection,

        @Description("Tokens that are bound to a key of the client")
        ProofConfig proof,

        @Description("Where tokens come from, and what becomes of them")
        TokenConfig token,

        @Description("Scopes that the token must have; a text is split at blanks")
        Optional<ClaimRule> scopes,

        @Description("Roles that the token must have") Optional<ClaimRule> roles,

        @Description("Groups that the token must have; the acl plugin sees all of the claim's values")
        Optional<ClaimRule> groups,

        @Description("Headers for the upstream, each with the claim, or path with dots, that it tells")
        @DefaultValue({})
        Map<@Match(NAME) String, @LenMin(1) String> claimHeaders,

        @Description(
                "Keys of kong.ctx.shared for later plugins such as tenant-guard, each with the claim, or path with dots,"
                        + " that it tells")
        @DefaultValue({})
        Map<@LenMin(1) String, @LenMin(1) String> claimContext,

        @Description("Which Kong consumer a token stands for")
        ConsumerConfig consumer,

        @Description("Username or id of the consumer as whom requests pass that would get 401") @Examples("guest")
        Optional<String> anonymous,

        @Description("The realm that WWW-Authenticate names")
        @DefaultValue("kong")
        @Match("^[%w !#$%%&'()*+,./:;<=>?@%[%]^_`{|}~-]+$")
        String realm,

        @Description("Whether answers are problem documents (RFC 9457) instead of Kong's messages")
        @DefaultValue("false")
        boolean problemJson,

        @Description("Whether CORS preflight requests pass without token, for an upstream that answers them")
        @DefaultValue("false")
        boolean skipPreflight,

        @Description("Whether requests that would be refused pass, with a line in the log") @DefaultValue("false")
        boolean dryRun,

        @Description("Memory for verified tokens in bytes, so that signatures are not verified again; 0 for none")
        @DefaultValue("16777216")
        @Between(min = 0, max = 1_073_741_824)
        int cacheBytes) {

    /** The name of a header or cookie, as a Lua pattern. */
    static final String NAME = "^[%w!#$&'*+.^_`|~-]+$";
}
