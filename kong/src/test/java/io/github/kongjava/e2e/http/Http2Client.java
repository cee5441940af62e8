package io.github.kongjava.e2e.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client that speaks HTTP/2 over TLS and takes whatever certificate Kong made for itself. Thread-safe. */
public final class Http2Client {

    private final HttpClient client;
    private final int port;

    /** For a port of this host. */
    public Http2Client(int port) throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Trusting()}, null);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls)
                .build();
        this.port = port;
    }

    /** Sends a request and takes the answer, which must have come by HTTP/2. */
    public Answer send(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + request.target()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().lines().forEach(line -> builder.header(line.name(), line.value()));
        HttpResponse<byte[]> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.version() != HttpClient.Version.HTTP_2) {
            throw new IOException("answered by " + response.version());
        }
        return new Answer(response.statusCode(), lines(response), response.body());
    }

    private static HeaderLines lines(HttpResponse<?> response) {
        return new HeaderLines(response.headers().map().entrySet().stream()
                .flatMap(
                        header -> header.getValue().stream().map(value -> new HeaderLines.Line(header.getKey(), value)))
                .toList());
    }

    /** Who listens on the loopback interface is not in question here. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
