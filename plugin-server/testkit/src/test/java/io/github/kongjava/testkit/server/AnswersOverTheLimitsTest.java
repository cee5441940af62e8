package io.github.kongjava.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.BodyOverLimitException;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongAnswerException;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.protocol.Limits;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bodies are as large as clients and upstreams like. A connection that ended for one would let its request pass in MsgPack,
 * and make Kong repeat the event without end in ProtoBuf.
 */
class AnswersOverTheLimitsTest {

    private static final int LIMIT = 1 << 20;
    private static final Value LARGE = new Value.Text(new byte[3 * LIMIT]);
    private static final Value LARGE_LIST = new Value.Seq(Collections.nCopies(Limits.VALUES + 1, Value.NIL));

    private static TestServer server(TestPlugin.Code code) throws IOException {
        return TestServer.serving(options -> options.withLimits(LIMIT, 500, 500, 16), TestPlugin.that(code));
    }

    /** Answers the calls that are no exit. */
    private static PdkAnswers with(Value value) {
        return call -> call.function().path().equals("kong.response.exit")
                ? new PdkAnswers.Answer.Exit()
                : new PdkAnswers.Answer.Reply(value);
    }

    private static Value status(EventResult result) {
        assertThat(result).isInstanceOf(EventResult.Exited.class);
        PdkCall exit = ((EventResult.Exited) result).exit();
        return exit.arguments().get(0);
    }

    private static void assertRefused(TestServer server, Protocol protocol, Phase phase, Value answer)
            throws IOException {
        KongWorker worker = server.worker(protocol);
        int instance = worker.startInstance("test", "{}").id();
        assertThat(status(worker.event(instance, phase, with(answer)))).isEqualTo(new Value.Whole(500));
        assertThat(status(worker.event(instance, phase, with(answer)))).isEqualTo(new Value.Whole(500));
        server.awaitNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void a_response_over_the_limit_is_a_failure_of_the_plugin_that_reads_it(Protocol protocol) throws IOException {
        try (TestServer server =
                server((phase, kong) -> kong.service().response().rawBody())) {
            assertRefused(server, protocol, Phase.RESPONSE, LARGE);
        }
    }

    @Test
    void a_request_over_the_limit_is_a_failure_of_the_plugin_that_reads_it() throws IOException {
        try (TestServer server = server((phase, kong) -> kong.request().rawBody())) {
            assertRefused(server, Protocol.MSGPACK, Phase.ACCESS, LARGE);
            assertThat(server.server().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_decoded_body_with_too_many_values_is_a_failure_of_the_plugin_that_reads_it() throws IOException {
        try (TestServer server = server((phase, kong) -> kong.request().body("application/json", 100, 0))) {
            assertRefused(server, Protocol.MSGPACK, Phase.ACCESS, LARGE_LIST);
            assertThat(server.server().openConnections()).isEqualTo(1);
        }
    }

    @Test
    void a_plugin_may_answer_for_a_body_over_the_limit_itself() throws IOException {
        try (TestServer server = server(AnswersOverTheLimitsTest::answerFor)) {
            KongWorker worker = server.worker(Protocol.MSGPACK);
            int instance = worker.startInstance("test", "{}").id();

            assertThat(status(worker.event(instance, Phase.ACCESS, with(LARGE))))
                    .isEqualTo(new Value.Whole(413));
        }
    }

    private static void answerFor(Phase phase, Kong kong) {
        try {
            kong.request().rawBody();
        } catch (BodyOverLimitException e) {
            throw kong.response().exit(413, "too large");
        }
    }

    @ParameterizedTest
    @EnumSource
    void any_other_answer_over_the_limit_is_told_as_such(Protocol protocol) throws IOException {
        try (TestServer server = server(AnswersOverTheLimitsTest::answerForOther)) {
            KongWorker worker = server.worker(protocol);
            int instance = worker.startInstance("test", "{}").id();

            assertThat(status(worker.event(instance, Phase.ACCESS, with(LARGE))))
                    .isEqualTo(new Value.Whole(502));
        }
    }

    private static void answerForOther(Phase phase, Kong kong) {
        try {
            kong.request().method();
        } catch (KongAnswerException e) {
            throw kong.response().exit(502, e.getMessage());
        }
    }
}
