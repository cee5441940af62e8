package io.github.kongjava.plugins.forwardauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kongjava.pdk.Headers;
import io.github.kongjava.plugins.forwardauth.Question.Line;
import io.github.kongjava.plugins.support.JsonAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the Open Policy Agent: posts an input document, and {@code result} decides. */
final class OpaExchange implements Exchange {

    private final Config config;
    private final PassedHeaders passed;
    private final OpaInput input;

    OpaExchange(Config config, PassedHeaders passed) {
        this.config = config;
        this.passed = passed;
        input = new OpaInput(config);
    }

    @Override
    public Question question(Seen seen) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Content-Type", "application/json"));
        lines.add(new Line("Accept", "application/json"));
        config.serviceHeaders().forEach((name, value) -> lines.add(new Line(name, value.reveal())));
        ObjectNode document = StrictJson.object();
        document.set("input", input.of(seen));
        try {
            return new Question("POST", List.copyOf(lines), StrictJson.bytes(document), true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the input document cannot be written", e);
        }
    }

    @Override
    public Decision decision(HttpResponse<byte[]> answer) throws MalformedAnswerException {
        if (answer.statusCode() != 200) {
            throw new MalformedAnswerException("status " + answer.statusCode() + " instead of 200");
        }
        JsonNode result = result(answer.body());
        JsonNode allow = result.isObject() ? result.path("allow") : result;
        if (!allow.isBoolean()) {
            throw new MalformedAnswerException("the answer has no result that is a boolean or has a boolean allow");
        }
        Map<String, List<String>> headers = headers(result.path("headers"));
        return allow.booleanValue() ? new Decision.Allowed(passed.toUpstream(headers)) : refused(result, headers);
    }

    private static JsonNode result(byte[] body) throws MalformedAnswerException {
        try {
            return StrictJson.read(body).path("result");
        } catch (IOException e) {
            throw new MalformedAnswerException("the answer is not JSON");
        }
    }

    private Decision refused(JsonNode result, Map<String, List<String>> headers) throws MalformedAnswerException {
        JsonNode status = result.path("status");
        boolean usable =
                status.isMissingNode() || (status.isInt() && status.intValue() >= 300 && status.intValue() <= 499);
        JsonNode message = result.path("message");
        if (!usable || !(message.isMissingNode() || message.isTextual())) {
            throw new MalformedAnswerException("result needs a status from 300 to 499 and a message that is a text");
        }
        JsonAnswer answer = JsonAnswer.of(status.asInt(403), message.asText("Forbidden"));
        Headers.Builder all = Headers.builder();
        all.add("Content-Type", answer.type());
        Headers chosen = passed.toClient(headers);
        for (String name : chosen.names()) {
            if (!name.equalsIgnoreCase("content-type") && !name.equalsIgnoreCase("content-encoding")) {
                chosen.allBytes(name).forEach(value -> all.add(name, value));
            }
        }
        return new Decision.Refused(answer.status(), all.build(), answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(JsonNode headers) throws MalformedAnswerException {
        Map<String, List<String>> map = new LinkedHashMap<>();
        if (!headers.isMissingNode() && !headers.isObject()) {
            throw new MalformedAnswerException("result.headers is no object");
        }
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            JsonNode value = header.getValue();
            List<String> values = new ArrayList<>();
            if (value.isArray()) {
                for (JsonNode each : value) {
                    values.add(text(each));
                }
            } else {
                values.add(text(value));
            }
            map.put(header.getKey(), values);
        }
        return map;
    }

    private static String text(JsonNode value) throws MalformedAnswerException {
        if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
            throw new MalformedAnswerException("a value in result.headers is no text");
        }
        return value.asText();
    }
}
