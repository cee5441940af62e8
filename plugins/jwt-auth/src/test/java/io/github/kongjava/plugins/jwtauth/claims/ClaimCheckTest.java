package io.github.kongjava.plugins.jwtauth.claims;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.plugins.jwtauth.config.IssuerConfig;
import io.github.kongjava.plugins.jwtauth.config.RequiredClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCheckTest {

    private static final Instant NOW = Instant.ofEpochSecond(1000);

    private static Claims claims(String json) throws JsonProcessingException {
        return new Claims((ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    private static ClaimCheck check(boolean expRequired, Optional<Duration> maxLifetime) {
        return ClaimCheck.of(new IssuerConfig(
                "i",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of("a", "b"),
                Set.of(),
                Duration.ofSeconds(30),
                expRequired,
                maxLifetime,
                List.of(new RequiredClaim("r.s", Set.of("1", "true", "x")), new RequiredClaim("t", Set.of())),
                Set.of("f", "g.h")));
    }

    private static final String REST = ",'aud':['z','b'],'r':{'s':'x'},'t':0}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'exp':970.001",
                "'exp':971",
                "'exp':1e6",
                "'exp':2000,'nbf':1030,'iat':1030",
                "'exp':2000,'nbf':0,'iat':0",
                "'exp':253402300799"
            })
    void times_that_fit_are_accepted_with_leeway(String times) {
        assertThatCode(() -> check(true, Optional.empty()).check(claims("{" + times + REST), NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'exp':970 | the token has expired",
                "'exp':969.999 | the token has expired",
                "'exp':-1 | the claim exp is no time",
                "'exp':253402300800 | the claim exp is no time",
                "'exp':'2000' | the claim exp is no time",
                "'nbf':1 | the token has no exp",
                "'exp':2000,'nbf':1030.001 | the token is not valid yet",
                "'exp':2000,'iat':1031 | the token was issued in the future"
            })
    void times_that_do_not_fit_are_refused(String times, String message) {
        assertThatThrownBy(() -> check(true, Optional.empty()).check(claims("{" + times + REST), NOW))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'exp':1100,'iat':1000 | ok",
                "'exp':1101,'iat':1000 | the token lives too long",
                "'exp':1100 | the token does not say how long it lives",
                "'iat':1000 | the token does not say how long it lives"
            })
    void a_life_has_a_limit_where_one_is_configured(String times, String message) {
        assertThatCode(() -> {
                    check(false, Optional.of(Duration.ofSeconds(100))).check(claims("{" + times + REST), NOW);
                    throw new IllegalStateException("ok");
                })
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'aud':'a','r':{'s':1},'t':0 | ok",
                "'aud':'a','r':{'s':true},'t':[] | ok",
                "'aud':'a','r.s':['q','x'],'t':0 | ok",
                "'aud':'a','r':{'s':2},'t':0 | the token lacks a claim, or a value of it, that is required",
                "'aud':'a','r':{'s':{'x':1}},'t':0 | the token lacks a claim, or a value of it, that is required",
                "'aud':'a','r':{'s':'x'} | the token lacks a claim, or a value of it, that is required",
                "'aud':'a','r':{'s':'x'},'t':null | the token lacks a claim, or a value of it, that is required",
                "'aud':'a','r':{'s':'x'},'t':0,'f':null | the token has a claim that is not accepted",
                "'aud':'a','r':{'s':'x'},'t':0,'g':{'h':1} | the token has a claim that is not accepted",
                "'aud':'c','r':{'s':'x'},'t':0 | the token is for another audience",
                "'r':{'s':'x'},'t':0 | the token is for another audience",
                "'aud':['a',null],'r':{'s':'x'},'t':0 | the claim aud is no text"
            })
    void claims_are_required_with_values_and_forbidden(String claims, String message) {
        assertThatCode(() -> {
                    check(false, Optional.empty()).check(claims("{" + claims + "}"), NOW);
                    throw new IllegalStateException("ok");
                })
                .hasMessage(message);
    }
}
