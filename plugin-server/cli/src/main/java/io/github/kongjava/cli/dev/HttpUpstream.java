package io.github.kongjava.cli.dev;

import io.github.kongjava.testkit.simulation.Header;
import io.github.kongjava.testkit.simulation.Upstream;
import io.github.kongjava.testkit.simulation.UpstreamRequest;
import io.github.kongjava.testkit.simulation.UpstreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sends requests to upstreams over HTTP/1.1. Bytes of header values that are not ASCII arrive as question marks. */
final class HttpUpstream implements Upstream {

    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("content-length", "connection", "expect", "upgrade", "transfer-encoding");
    private static final String URI_CHARACTERS = "-._~:/?@!$&'()*+,;=";

    static {
        allowHostHeader();
    }

    /** The JDK's client keeps the Host header for itself unless it is told so before it is used for the first time. */
    static void allowHostHeader() {
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(60))
            .build();

    @Override
    public UpstreamResponse send(UpstreamRequest request) throws IOException {
        HttpRequest.Builder builder = builder(request);
        for (Header header : request.headers()) {
            if (!SET_BY_THE_CLIENT.contains(header.name().toLowerCase(Locale.ROOT))) {
                add(builder, header);
            }
        }
        try {
            HttpResponse<InputStream> response = client.send(builder.build(), BodyHandlers.ofInputStream());
            List<Header> headers = new ArrayList<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
            return new UpstreamResponse(response.statusCode(), headers, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for the upstream").initCause(e);
        }
    }

    private static HttpRequest.Builder builder(UpstreamRequest request) throws IOException {
        try {
            URI uri = URI.create(
                    request.scheme() + "://" + request.host() + ":" + request.port() + escaped(request.target()));
            BodyPublisher body =
                    request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
            HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(request.timeout());
            boolean bareGet = request.method().equals("GET") && request.body().length == 0;
            return bareGet ? builder.GET() : builder.method(request.method(), body);
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot send this request to the upstream: " + e.getMessage(), e);
        }
    }

    private static void add(HttpRequest.Builder builder, Header header) throws IOException {
        try {
            builder.header(header.name(), header.value());
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot send the header " + header.name() + ": " + e.getMessage(), e);
        }
    }

    /** Escapes what java.net.URI does not take, and leaves everything else as it is. */
    private static String escaped(String target) {
        StringBuilder result = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean escape = c == '%' && target.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || URI_CHARACTERS.indexOf(c) >= 0);
            if (plain || escape) {
                result.append(c);
            } else {
                result.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return result.toString();
    }
}
