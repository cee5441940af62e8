package io.github.kongjava.e2e;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;

/** Requests for the route {@code guarded}, whose plugin must refuse them all. */
final class GuardedRequests implements Traffic.Script {

    static final String REFUSED = "refused by the plugin";
    static final String PASSED = "passed";

    @Override
    public Request request(long number) {
        return Request.get("/guarded");
    }

    @Override
    public String verdict(long number, Answer answer) {
        if (answer.header("x-upstream").isPresent()) {
            return PASSED;
        }
        return answer.status() == 403 ? REFUSED : "answered with " + answer.status();
    }
}
