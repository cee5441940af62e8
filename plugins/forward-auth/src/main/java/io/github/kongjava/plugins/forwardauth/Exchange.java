package io.github.kongjava.plugins.forwardauth;

import java.net.http.HttpResponse;

/** One way of asking a service: what it is told, and what its answer means. Immutable, thread safe. */
interface Exchange {

    /**
     * What the service is told of a request.
     *
     * @throws io.github.kongjava.pdk.ExitException after the client was told that its request cannot be passed on
     */
    Question question(Seen request);

    /**
     * What the service's answer means.
     *
     * @throws MalformedAnswerException if it is no decision
     */
    Decision decision(HttpResponse<byte[]> answer) throws MalformedAnswerException;
}
