package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.plugins.support.BodyTooLargeException;
import io.github.kongjava.plugins.support.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The service that decides, with what is known of it: its connections, its failures, its decisions. Kept for all instances of
 * one configuration. Thread safe.
 */
final class AuthService {

    private static final Set<Integer> PASSING_FAILURES = Set.of(502, 503, 504);

    private final Config config;
    private final URI uri;
    private final Exchange exchange;
    private final BoundedHttp http;
    private final Semaphore free;
    private final Breaker breaker;
    private final Optional<DecisionCache> cache;

    AuthService(Config config, URI uri, BoundedHttp http) {
        this.config = config;
        this.uri = uri;
        this.http = http;
        PassedHeaders passed = new PassedHeaders(config.upstreamHeaders(), config.clientHeaders());
        exchange = config.mode() == Config.Mode.OPA
                ? new OpaExchange(config, passed)
                : new ForwardExchange(config, passed);
        free = new Semaphore(config.maxConcurrent());
        breaker = new Breaker(config.breaker());
        cache = config.cache().enabled() ? Optional.of(new DecisionCache(config.cache())) : Optional.empty();
    }

    /** Asks, within the timeout from now on. */
    Decision decide(Seen request, String identity) throws InterruptedException {
        Question question = exchange.question(request);
        long deadline = System.nanoTime() + config.timeout().toNanos();
        if (cache.isEmpty()) {
            return ask(question, deadline).decision();
        }
        return cache.get().decide(question.key(identity), deadline, () -> ask(question, deadline));
    }

    private Answer ask(Question question, long deadline) throws InterruptedException {
        if (!free.tryAcquire()) {
            return Answer.undecided("all " + config.maxConcurrent() + " exchanges at once are taken");
        }
        try {
            return breaker.guard(() -> repeatedly(question, deadline));
        } finally {
            free.release();
        }
    }

    private Answer repeatedly(Question question, long deadline) throws InterruptedException {
        int attempts = question.repeatable() ? config.retries() + 1 : 1;
        Answer late =
                Answer.undecided("no whole answer within " + config.timeout().toMillis() + " ms");
        Answer answer = late;
        for (int attempt = 0; attempt < attempts; attempt++) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return answer;
            }
            try {
                HttpResponse<byte[]> response =
                        http.send(question.to(uri), Duration.ofNanos(left), config.maxResponseBytes());
                answer = answer(response);
                if (!PASSING_FAILURES.contains(response.statusCode())) {
                    return answer;
                }
            } catch (HttpTimeoutException e) {
                return late;
            } catch (BodyTooLargeException e) {
                return Answer.undecided(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                answer = Answer.undecided("no answer: " + e);
            }
        }
        return answer;
    }

    private Answer answer(HttpResponse<byte[]> response) {
        try {
            Decision decision = exchange.decision(response);
            return new Answer(decision, Lifetime.of(config.cache(), decision, response.headers()));
        } catch (MalformedAnswerException e) {
            return Answer.undecided(String.valueOf(e.getMessage()));
        }
    }
}
