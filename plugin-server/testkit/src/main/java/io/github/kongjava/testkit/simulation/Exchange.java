package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One request on its way through a simulated Kong: what plugins see and change. Used by one thread at a time; the log phase
 * may run on another one when the response is done.
 */
public final class Exchange implements AutoCloseable {

    final SimulatedNode node;
    final ClientRequest client;
    final String requestId = UUID.randomUUID().toString().replace("-", "");
    final long startMillis = System.currentTimeMillis();

    // The request as plugins see it: their setters change it.
    String method;
    String query;
    final Headers headers;
    byte[] body;

    // Where it goes.
    Optional<Entity> route = Optional.empty();
    Optional<Entity> service = Optional.empty();
    Captures captures = Captures.none();
    String matchedPrefix = "";
    final Target target = new Target();

    Optional<Entity> consumer = Optional.empty();
    Optional<Entity> credential = Optional.empty();

    // The response as plugins see it; before there is one, what they want to add to it.
    Optional<Buffered> upstreamResponse = Optional.empty();
    int status = 200;
    Headers responseHeaders = new Headers();
    byte[] responseBody = new byte[0];
    Source source = Source.EXIT;

    boolean buffering;

    final Map<String, Value> shared = new LinkedHashMap<>();
    final Map<String, Value> nginx = new LinkedHashMap<>();
    final Map<String, Value> serialized = new LinkedHashMap<>();
    private final List<LogLine> log = new ArrayList<>();
    private Optional<Path> spool = Optional.empty();

    /** The upstream's answer as it came, of which {@code kong.service.response} tells. */
    record Buffered(int status, Headers headers, byte[] body, boolean whole) {}

    /** A request that has just come in. */
    public Exchange(SimulatedNode node, ClientRequest client) {
        this.node = node;
        this.client = client;
        this.method = client.method();
        this.query = client.rawQuery();
        this.headers = new Headers(client.headers());
        this.body = client.body();
    }

    /** Sets what the router has found. */
    public void routed(Entity foundRoute, Optional<Entity> foundService, Captures caught, String prefix) {
        route = Optional.of(foundRoute);
        service = foundService;
        captures = caught;
        matchedPrefix = prefix;
        target.routed(foundRoute, foundService, client, prefix);
    }

    /** Says who the client is. */
    public void authenticated(Optional<Entity> foundConsumer, Optional<Entity> foundCredential) {
        consumer = foundConsumer;
        credential = foundCredential;
    }

    /** Takes the upstream's answer in; the body is empty and {@code whole} false if it is not buffered. */
    void answered(int upstreamStatus, List<Header> upstreamHeaders, byte[] upstreamBody, boolean whole) {
        upstreamResponse = Optional.of(new Buffered(upstreamStatus, new Headers(upstreamHeaders), upstreamBody, whole));
        status = upstreamStatus;
        Headers merged = new Headers(upstreamHeaders);
        responseHeaders.lines().forEach(line -> merged.add(line.name(), line.value()));
        responseHeaders = merged;
        responseBody = upstreamBody;
        source = Source.SERVICE;
    }

    /** What the request to the upstream is now. */
    public UpstreamRequest upstreamRequest() {
        return target.request(this);
    }

    /** The consumer, once a plugin has authenticated one. */
    public Optional<Entity> consumer() {
        return consumer;
    }

    /** The status the client gets, or got. */
    public int status() {
        return status;
    }

    /** The request's id, as in the error documents. */
    public String requestId() {
        return requestId;
    }

    /** What plugins have logged so far. */
    public List<LogLine> log() {
        return List.copyOf(log);
    }

    void log(LogLine line) {
        log.add(line);
    }

    /** The values that plugins keep in {@code kong.ctx.shared}. */
    public Map<String, Value> shared() {
        return Map.copyOf(shared);
    }

    boolean trusted() {
        return node.trustedIps().contains(client.peer().ip());
    }

    boolean bodyOnDisk() {
        return client.body().length > BODY_BUFFER && body.length > BODY_BUFFER;
    }

    /** The body in a file, as nginx has it when it is larger than its buffer. The file goes with the exchange. */
    Path spool() {
        try {
            Path file = spool.isPresent() ? spool.get() : Files.createTempFile("kong-body", null);
            spool = Optional.of(file);
            Files.write(file, body);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the request body to a temporary file", e);
        }
    }

    /** Removes what the request left on disk. */
    @Override
    public void close() {
        try {
            if (spool.isPresent()) {
                Files.deleteIfExists(spool.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the temporary file of a request body", e);
        }
    }

    /** nginx's {@code client_body_buffer_size}: larger bodies go to a file. */
    static final int BODY_BUFFER = 8 * 1024;
}
