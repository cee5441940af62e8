package io.github.kongjava.plugins.jwtauth;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.plugins.jwtauth.answer.Answer;
import io.github.kongjava.plugins.jwtauth.answer.Answers;
import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.config.JwtAuthConfig;
import io.github.kongjava.plugins.jwtauth.proof.Proofs;
import io.github.kongjava.plugins.jwtauth.token.FoundToken;
import io.github.kongjava.plugins.jwtauth.token.TokenSources;
import io.github.kongjava.plugins.support.GuardedHeaders;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lets requests pass that carry a token of a trusted issuer. */
@KongPlugin(name = "jwt-auth", version = "1.0.0", priority = 1045)
public final class JwtAuth implements AccessPhase {

    private final JwtAuthConfig config;
    private final TokenSources sources;
    private final TokenCheck tokens;
    private final Possession possession;
    private final AccessRules rules;
    private final Identity identity;
    private final Answers answers;
    private final GuardedHeaders own;
    private final GuardedHeaders ownAndIdentity;

    /**
     * For one configuration.
     *
     * @throws IllegalArgumentException if a field has a value that Kong's schema cannot refuse; the message names it
     */
    public JwtAuth(JwtAuthConfig config, PluginContext context) {
        ConfigRules.check(config);
        this.config = config;
        tokens = TokenCheck.of(config, context, Clock.systemUTC());
        possession = new Possession(
                config.proof(),
                context.shared("proofs", Proofs.class, Proofs::new).of(config.proof()));
        sources = new TokenSources(config.token(), Possession.schemes(config.proof()));
        rules = new AccessRules(config);
        identity = new Identity(new Consumers(config.consumer()), config.claimHeaders(), config.claimContext());
        answers = new Answers(
                config.realm(),
                Possession.challenges(config.proof()),
                config.scopes().map(AccessRules::named).orElse(List.of()),
                config.problemJson());
        GuardedHeaders ofIdentity = GuardedHeaders.ofIdentityAnd(List.of());
        own = GuardedHeaders.of(config.claimHeaders().keySet().stream()
                .filter(name -> !ofIdentity.guards(name))
                .toList());
        ownAndIdentity = GuardedHeaders.ofIdentityAnd(config.claimHeaders().keySet());
    }

    @Override
    public void access(Kong kong) {
        // With a consumer for everybody else, one authentication plugin of several is enough; what it has set stays.
        boolean authenticated =
                config.anonymous().isPresent() && kong.client().credential().isPresent();
        Headers headers = GuardedHeaders.visible(kong);
        GuardedHeaders guarded = authenticated ? own : ownAndIdentity;
        guarded.remove(kong, headers);
        try {
            refuse(guarded.fault(headers));
            if (!authenticated && !(config.skipPreflight() && isPreflight(kong, headers))) {
                authenticate(kong, headers);
            }
        } catch (RefusedException e) {
            refused(kong, e);
        }
        if (config.token().hide()) {
            sources.hide(kong, headers);
        }
    }

    private static void refuse(Optional<String> fault) throws RefusedException {
        if (fault.isPresent()) {
            throw RefusedException.of(Answer.INVALID_REQUEST, fault.get());
        }
    }

    /** As the Fetch standard writes them; others are requests like any. */
    private static boolean isPreflight(Kong kong, Headers headers) {
        return headers.contains("origin")
                && headers.contains("access-control-request-method")
                && kong.request().method().equals("OPTIONS");
    }

    private void authenticate(Kong kong, Headers headers) throws RefusedException {
        List<FoundToken> found = sources.find(kong, headers);
        if (found.isEmpty()) {
            throw RefusedException.of(Answer.NO_TOKEN, "Unauthorized");
        }
        if (found.size() > 1) {
            throw RefusedException.of(Answer.INVALID_REQUEST, "the request has more than one token");
        }
        Claims claims = tokens.check(found.get(0).text());
        possession.check(kong, headers, found.get(0), claims);
        rules.check(claims);
        identity.tell(kong, claims, rules.groups(claims));
    }

    private void refused(Kong kong, RefusedException refused) {
        Answer answer = refused.answer();
        String told = answer.status() + answer.error().map(error -> " " + error).orElse("") + ": " + refused.reason();
        if (answer.status() == 401 && config.anonymous().isPresent()) {
            kong.log().debug("jwt-auth: anonymous instead of ", told);
            identity.tellAnonymous(kong, config.anonymous().get());
        } else if (config.dryRun()) {
            kong.log().warn("jwt-auth: dry run, would answer ", told);
        } else {
            log(kong, answer, told);
            throw answers.of(refused).exit(kong);
        }
    }

    private static void log(Kong kong, Answer answer, String told) {
        if (answer == Answer.UNAVAILABLE) {
            kong.log().err("jwt-auth: ", told);
        } else {
            kong.log().info("jwt-auth: ", told);
        }
    }
}
