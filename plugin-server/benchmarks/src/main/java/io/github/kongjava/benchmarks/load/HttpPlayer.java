package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A bare HTTP exchange, one after the other: the floor under a plugin that asks another service. */
public final class HttpPlayer implements Player {

    private final HttpClient client;
    private final HttpRequest request;

    /** Asks at this address; players that play together share a client. */
    public HttpPlayer(HttpClient client, URI service) {
        this.client = client;
        this.request = HttpRequest.newBuilder(service).build();
    }

    @Override
    public void play(Histogram roundTrips) throws IOException {
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        roundTrips.record(System.nanoTime() - begun);
        if (answer.statusCode() != 200) {
            throw new IOException("the service answered with " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        // The client keeps its connections for the other players.
    }
}
