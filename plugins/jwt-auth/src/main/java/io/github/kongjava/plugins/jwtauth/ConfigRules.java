package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.plugins.jwtauth.config.ClaimRule;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.JwtAuthConfig;
import io.github.kongjava.plugins.jwtauth.config.TokenConfig;
import io.github.kongjava.plugins.support.ConnectionHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Kong's schema cannot say of a configuration. Every message names the field. */
final class ConfigRules {

    /** RFC 6749, 3.3; also what can stand in WWW-Authenticate. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    private ConfigRules() {}

    static void check(JwtAuthConfig config) {
        checkIssuers(config.issuers().orElse(List.of()));
        checkSources(config.token());
        config.scopes().ifPresent(ConfigRules::checkScopes);
        for (String name : config.claimHeaders().keySet()) {
            require(
                    !ConnectionHeaders.contains(name),
                    "claim_headers: " + name + " belongs to one connection or message; take another");
        }
    }

    private static void checkIssuers(List<IssuerConfig> issuers) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < issuers.size(); i++) {
            IssuerConfig issuer = issuers.get(i);
            String field = "issuers[" + i + "].";
            require(names.add(issuer.iss()), field + "iss: is also that of another issuer; put their keys together");
            boolean symmetric = issuer.algorithms().stream().anyMatch(name -> name.startsWith("HS"));
            require(
                    !symmetric || !issuer.secrets().isEmpty(),
                    field + "algorithms: HS256, HS384 and HS512 need secrets; add them or remove the algorithms");
            require(
                    symmetric || issuer.secrets().isEmpty(),
                    field + "secrets: serve HS256, HS384 and HS512 alone; add one of these to algorithms");
        }
    }

    private static void checkSources(TokenConfig token) {
        require(
                token.authorization() || anySource(token).isPresent(),
                "token: no token can come; set authorization, header, cookie or query_arg");
        boolean twice = token.authorization()
                && token.header().filter("authorization"::equalsIgnoreCase).isPresent();
        require(!twice, "token.header: Authorization is read already; set token.authorization to false");
    }

    private static Optional<String> anySource(TokenConfig token) {
        return token.header().or(token::cookie).or(token::queryArg);
    }

    private static void checkScopes(ClaimRule rule) {
        for (String scope : AccessRules.named(rule)) {
            require(
                    SCOPE.matcher(scope).matches(),
                    "scopes: a scope is printable ASCII without blanks, quotes and backslashes (RFC 6749, 3.3)");
        }
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
