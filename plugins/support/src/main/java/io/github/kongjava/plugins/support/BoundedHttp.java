package io.github.kongjava.plugins.support;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to services that may be slow, broken or hostile: one deadline over the whole exchange, the body included, and a limit
 * on the body. Redirects are never followed.
 *
 * <p>Thread safe; keep one for long, it keeps its connections.
 */
public final class BoundedHttp {

    private final HttpClient client;

    /** Over a client of the JDK, which must not follow redirects. */
    public BoundedHttp(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the client follows redirects");
        }
        this.client = client;
    }

    /** Over a client of its own that speaks HTTP/1.1, connects within a second, and keeps connections. */
    public static BoundedHttp http1() {
        return new BoundedHttp(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(1))
                .build());
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param deadline for all of it, from now on
     * @param maxBytes the largest body to accept
     * @throws HttpTimeoutException if the deadline passes; the exchange is given up
     * @throws BodyTooLargeException if the body is larger; the rest is not read
     * @throws IOException if there is no answer, or none that is HTTP
     * @throws InterruptedException if this thread is interrupted; the exchange is given up
     */
    public HttpResponse<byte[]> send(HttpRequest request, Duration deadline, int maxBytes)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new LimitedBody(maxBytes));
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            // Without effect on an exchange that is over.
            answer.cancel(true);
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof BodyTooLargeException tooLarge) {
                return tooLarge;
            }
        }
        return cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    }
}
