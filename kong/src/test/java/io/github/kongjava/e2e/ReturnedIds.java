package io.github.kongjava.e2e;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Echo;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import java.util.List;

/**
 * Requests that each have an id, which the plugins must have returned to the client and handed to the upstream.
 *
 * @param path of a route with the plugins {@code probe-return} and {@code hello}
 * @param greeting that {@code hello} is configured with
 */
record ReturnedIds(String path, String greeting) implements Traffic.Script {

    static final String RIGHT = "right";

    @Override
    public Request request(long number) {
        return Request.get(path + "/" + number).with("x-id", id(number)).with("Host", id(number));
    }

    @Override
    public String verdict(long number, Answer answer) {
        if (answer.status() != 200) {
            return "answered with " + answer.status();
        }
        List<String> returned = answer.headerValues("x-returned");
        if (returned.isEmpty()) {
            return "passed without the plugin";
        }
        boolean right = returned.equals(List.of(id(number)))
                && answer.headerValues("x-hello-from-java").equals(List.of(greeting + " to " + id(number)))
                && reachedUpstream(number, Echo.in(answer));
        return right ? RIGHT : "mixed up " + number + ": " + answer;
    }

    private static boolean reachedUpstream(long number, Echo echo) {
        return echo.target().equals("/" + number)
                && echo.headers().all("x-handed-on").equals(List.of(id(number)));
    }

    private static String id(long number) {
        return "id-" + number;
    }
}
