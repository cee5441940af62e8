package io.github.kongjava.plugins.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.protocol.PdkCall;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelloTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void the_response_has_a_header_with_the_configured_greeting_and_the_host(Protocol protocol) throws Exception {
        ServerOptions options = ServerOptions.onSocket(directory.resolve("s"));
        try (PluginCatalogue plugins = PluginCatalogue.ofClasses(List.of(Hello.class));
                PluginServer server = PluginServer.start(options, plugins);
                KongWorker kong = KongWorker.connect(server.socket(), protocol)) {
            int instance =
                    kong.startInstance("hello", "{\"message\": \"good day\"}").id();
            EventResult result = kong.event(instance, Phase.ACCESS, HelloTest::answer);
            assertThat(result).isInstanceOf(EventResult.Ended.class);
            assertThat(result.calls())
                    .contains(new PdkCall(
                            PdkFunction.RESPONSE_SET_HEADER,
                            List.of(Value.text("x-hello-from-java"), Value.text("good day to example.com"))));
        }
    }

    private static PdkAnswers.Answer answer(PdkCall call) {
        boolean host = call.equals(new PdkCall(PdkFunction.REQUEST_GET_HEADER, List.of(Value.text("host"))));
        return new PdkAnswers.Answer.Reply(host ? Value.text("example.com") : Value.NIL);
    }
}
