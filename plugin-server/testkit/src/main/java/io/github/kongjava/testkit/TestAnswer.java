package io.github.kongjava.testkit;

import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.simulation.Entity;
import io.github.kongjava.testkit.simulation.Exchange;
import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.LogLine;
import io.github.kongjava.testkit.simulation.SimulatedGateway;
import io.github.kongjava.testkit.simulation.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a request through a {@link TestGateway}.
 *
 * @param status the status the client got
 * @param headers the header lines the client got
 * @param bytes the body the client got
 * @param upstream what the upstream got; empty if the request did not pass
 * @param consumer the consumer that was authenticated
 * @param shared what plugins kept in {@code kong.ctx.shared}
 * @param log what plugins wrote to Kong's log before the log phase
 */
public record TestAnswer(
        int status,
        List<Header> headers,
        byte[] bytes,
        Optional<UpstreamRequest> upstream,
        Optional<Entity> consumer,
        Map<String, Value> shared,
        List<LogLine> log) {

    static TestAnswer of(SimulatedGateway.Done done, Optional<UpstreamRequest> upstream) {
        Exchange exchange = done.exchange();
        try {
            return new TestAnswer(
                    done.response().status(),
                    done.response().headers(),
                    done.response().bytes(),
                    upstream,
                    exchange.consumer(),
                    exchange.shared(),
                    exchange.log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the upstream's body", e);
        }
    }

    /** Whether the request reached the upstream. */
    public boolean passed() {
        return upstream.isPresent();
    }

    /** The first value of a header of the response. */
    public Optional<String> header(String name) {
        return values(headers, name).stream().findFirst();
    }

    /** All values of a header of the response, a line each. */
    public List<String> headers(String name) {
        return values(headers, name);
    }

    /** All values of a header that the upstream got, a line each; empty as well if the request did not pass. */
    public List<String> upstreamHeaders(String name) {
        return upstream.map(request -> values(request.headers(), name)).orElse(List.of());
    }

    /** The body as text in UTF-8. */
    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> values(List<Header> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
