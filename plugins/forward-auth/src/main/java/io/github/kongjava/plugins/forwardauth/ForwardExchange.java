package io.github.kongjava.plugins.forwardauth;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Request;
import io.github.kongjava.plugins.forwardauth.Question.Line;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks by a request with the head of the client's; the status of the answer decides. */
final class ForwardExchange implements Exchange {

    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int REQUEST_TIMEOUT = 408;

    private final Config config;
    private final PassedHeaders passed;

    ForwardExchange(Config config, PassedHeaders passed) {
        this.config = config;
        this.passed = passed;
    }

    @Override
    public Question question(Seen seen) {
        Request request = seen.kong().request();
        String clientMethod = request.method();
        String method = config.method() == Config.Method.GET ? "GET" : clientMethod;
        byte[] body = config.body().send() ? seen.body(config.body().maxBytes()) : new byte[0];
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("X-Forwarded-Method", clientMethod));
        lines.add(new Line("X-Forwarded-Proto", request.forwardedScheme()));
        lines.add(new Line("X-Forwarded-Host", request.forwardedHost()));
        lines.add(new Line("X-Forwarded-Port", Integer.toString(request.forwardedPort())));
        lines.add(new Line("X-Forwarded-Uri", VisibleText.of(seen.target(config.includeQuery()))));
        lines.add(new Line("X-Forwarded-Path", VisibleText.of(request.path())));
        lines.add(new Line("X-Forwarded-For", seen.kong().client().forwardedIp()));
        config.requestHeaders().forEach(name -> add(lines, name, seen.values(name)));
        if (config.body().send()) {
            addMissing(lines, "Content-Type", seen);
            addMissing(lines, "Content-Encoding", seen);
        }
        config.serviceHeaders().forEach((name, value) -> lines.add(new Line(name, value.reveal())));
        for (Line line : lines) {
            if (!VisibleText.fits(line.value())) {
                throw JsonAnswer.of(400, "a request header has characters beyond ASCII: " + line.name())
                        .exit(seen.kong());
            }
        }
        return new Question(method, List.copyOf(lines), body, REPEATABLE.contains(method));
    }

    private static void add(List<Line> lines, String name, List<String> values) {
        values.forEach(value -> lines.add(new Line(name, value)));
    }

    private static void addMissing(List<Line> lines, String name, Seen seen) {
        if (lines.stream().noneMatch(line -> line.name().equalsIgnoreCase(name))) {
            add(lines, name, seen.values(name));
        }
    }

    @Override
    public Decision decision(HttpResponse<byte[]> answer) throws MalformedAnswerException {
        int status = answer.statusCode();
        if (allows(status)) {
            return new Decision.Allowed(passed.toUpstream(answer.headers().map()));
        }
        boolean refuses = (status >= 400 && status <= 499 && status != REQUEST_TIMEOUT)
                || (REDIRECTS.contains(status)
                        && answer.headers().firstValue("location").isPresent());
        if (!refuses) {
            throw new MalformedAnswerException("status " + status + " is no decision");
        }
        Headers headers = passed.toClient(answer.headers().map());
        return new Decision.Refused(status, headers, answer.body());
    }

    private boolean allows(int status) {
        return config.allowStatuses().isEmpty()
                ? status >= 200 && status <= 299
                : config.allowStatuses().contains(status);
    }
}
