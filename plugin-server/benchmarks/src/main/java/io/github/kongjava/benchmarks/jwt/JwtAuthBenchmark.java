package io.github.kongjava.benchmarks.jwt;

import io.github.kongjava.plugins.jwtauth.answer.RefusedException;
import io.github.kongjava.plugins.jwtauth.claims.Claims;
import io.github.kongjava.plugins.jwtauth.signature.KnownSignatures;
import io.github.kongjava.plugins.jwtauth.signature.SignedTokens;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request's token costs in jwt-auth, beside what the signature alone costs the JDK. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JwtAuthBenchmark {

    /** What the tokens are signed with. */
    @Param({"RS256", "ES256", "HS256", "EdDSA"})
    public SampleIssuer.Algorithm algorithm = SampleIssuer.Algorithm.RS256;

    private SampleIssuer issuer = new SampleIssuer(algorithm);
    private SignedTokens keeping = issuer.tokens(new KnownSignatures(1 << 20));
    private SignedTokens forgetting = issuer.tokens(new KnownSignatures(0));

    /** Makes keys and a token. */
    @Setup
    public void sign() {
        issuer = new SampleIssuer(algorithm);
        keeping = issuer.tokens(new KnownSignatures(1 << 20));
        forgetting = issuer.tokens(new KnownSignatures(0));
    }

    /** A token that came before. */
    @Benchmark
    public Claims known() throws RefusedException {
        return keeping.verify(issuer.token());
    }

    /** A token that did not. */
    @Benchmark
    public Claims unknown() throws RefusedException {
        return forgetting.verify(issuer.token());
    }

    /** The signature of the same token, by the JDK and nothing else. */
    @Benchmark
    public boolean signatureAlone() throws GeneralSecurityException {
        return issuer.verifySignature();
    }
}
