package io.github.kongjava.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.server.PluginServer;
import io.github.kongjava.server.ServerOptions;
import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import io.github.kongjava.server.schema.KongVersion;
import io.github.kongjava.testkit.EventResult;
import io.github.kongjava.testkit.KongWorker;
import io.github.kongjava.testkit.PdkAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaticQueryCheckTest {

    private static final PluginDescriptor BEFORE = PluginDescriptor.of(Before.class);
    private static final PluginDescriptor NOW = PluginDescriptor.of(Now.class);

    @TempDir
    Path folder;

    /** As it was when its document was written. */
    @KongPlugin(name = "guard", version = "1.0.0", priority = 5)
    public static final class Before implements ResponsePhase, LogPhase {
        /** Its settings. */
        public record Config(String kept, String dropped) {}

        /** As Kong's configuration says. */
        public Before(Before.Config config) {}

        @Override
        public void response(Kong kong) {}

        @Override
        public void log(Kong kong) {}
    }

    /** As it is now. */
    @KongPlugin(name = "guard", version = "1.1.0", priority = 9)
    public static final class Now implements AccessPhase, ResponsePhase, LogPhase {
        /** Its settings. */
        public record Config(
                String kept, @Description("Says what it is") Optional<String> added) {}

        /** As Kong's configuration says. */
        public Now(Now.Config config) {}

        @Override
        public void access(Kong kong) {}

        @Override
        public void response(Kong kong) {}

        @Override
        public void log(Kong kong) {}
    }

    /** As it will be: without the only phase that would keep a request out in the document of {@link Before}. */
    @KongPlugin(name = "guard")
    public static final class Later implements AccessPhase {
        @Override
        public void access(Kong kong) {}
    }

    private StaticQueries queries() {
        return new StaticQueries(folder.resolve("queries"));
    }

    private List<StaticQueryFinding> findings(PluginDescriptor... plugins) {
        return new StaticQueryCheck(queries()).findings(List.of(plugins));
    }

    private void write(PluginDescriptor plugin) throws IOException {
        queries().write(plugin, Optional.empty(), KongVersion.DEFAULT);
    }

    @Test
    void a_document_is_a_file_that_everybody_may_read_and_nothing_is_left_beside_it() throws IOException {
        write(NOW);
        Path file = queries().write(NOW, Optional.empty(), KongVersion.DEFAULT);
        byte[] first = Files.readAllBytes(file);
        write(NOW);
        assertThat(file).hasBinaryContent(first).isEqualTo(folder.resolve("queries/guard.json"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        try (var files = Files.list(queries().directory())) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_document_fits_the_plugin_as_it_was_asked_for(Protocol protocol) throws IOException {
        queries().write(NOW, Optional.of(protocol), KongVersion.parse("2.8"));
        assertThat(findings(NOW)).isEmpty();
        write(NOW);
        assertThat(findings(NOW)).isEmpty();
    }

    @Test
    void a_document_that_was_made_by_hand_fits_if_it_says_the_same() throws IOException {
        write(NOW);
        String text = Files.readString(queries().file("guard"));
        Files.writeString(
                queries().file("guard"),
                text.replaceAll(",\"StaticQuery\".*", "}").replace("{", " {\n"));
        assertThat(findings(NOW)).isEmpty();
    }

    @Test
    void all_that_differs_is_told() throws IOException {
        write(BEFORE);
        assertThat(findings(NOW))
                .singleElement()
                .extracting(StaticQueryFinding::message)
                .isEqualTo(queries().file("guard")
                        + " is stale: Version is \"1.0.0\", the plugin's is \"1.1.0\"; Priority is 5, the plugin's is 9;"
                        + " Phases is [\"response\",\"log\"], the plugin's is [\"access\",\"response\",\"log\"];"
                        + " Schema differs from the plugin's in config.dropped, config.added;"
                        + " Kong never calls access of guard");
    }

    @Test
    void documents_are_held_against_the_protocol_and_the_version_that_are_wanted() throws IOException {
        write(NOW);
        List<StaticQueryFinding> findings = new StaticQueryCheck(
                        queries(), Optional.of(Protocol.MSGPACK), Optional.of(KongVersion.parse("3.4")))
                .findings(List.of(NOW));
        assertThat(findings)
                .singleElement()
                .extracting(StaticQueryFinding::message)
                .asString()
                .endsWith(" is stale: Protocol is ProtoBuf:1, not MsgPack:1; it was written for Kong 3.9, not 3.4;"
                        + " Kong goes by the document");
    }

    @Test
    void documents_that_are_missing_or_without_a_plugin_or_broken_are_told() throws IOException {
        assertThat(findings(NOW)).singleElement().isInstanceOf(StaticQueryFinding.Missing.class);
        write(NOW);
        assertThat(findings())
                .singleElement()
                .isEqualTo(new StaticQueryFinding.Orphan(queries().file("guard"), "guard"));
        for (String broken : List.of("", "{", "[]", "{\"Plugins\":[]}", "{\"Plugins\":[1]}", "7")) {
            Files.writeString(queries().file("guard"), broken);
            assertThat(findings(NOW)).singleElement().isInstanceOf(StaticQueryFinding.Unreadable.class);
        }
        Files.delete(queries().file("guard"));
        Files.createDirectory(queries().file("guard"));
        assertThat(findings(NOW)).singleElement().isInstanceOf(StaticQueryFinding.Unreadable.class);
    }

    @Test
    void only_what_was_written_here_is_ours() throws IOException {
        write(NOW);
        assertThat(queries().isOurs("guard")).isTrue();
        Files.copy(queries().file("guard"), queries().file("other"));
        Files.writeString(queries().file("notes"), "{\"Plugins\":[{}]}");
        Files.writeString(queries().file("words"), "no JSON");
        assertThat(queries().plugins()).containsExactly("guard", "notes", "other", "words");
        assertThat(List.of(
                        queries().isOurs("other"),
                        queries().isOurs("notes"),
                        queries().isOurs("words")))
                .containsOnly(false);
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_whose_access_kong_does_not_call_fails_where_kong_does_call(Protocol protocol) throws Exception {
        write(BEFORE);
        PluginCatalogue catalogue = PluginCatalogue.ofClasses(List.of(Now.class));
        Plugins guarded = new GuardedPlugins(catalogue, findings(NOW));
        assertThat(guarded.all()).extracting(Plugin::version).containsExactly("1.1.0");
        assertThat(answer(guarded, protocol))
                .isInstanceOfSatisfying(
                        EventResult.Exited.class,
                        exited -> assertThat(exited.exit().arguments().get(0)).isEqualTo(new Value.Whole(500)));
        write(NOW);
        assertThat(answer(new GuardedPlugins(catalogue, findings(NOW)), protocol))
                .isInstanceOf(EventResult.Ended.class);
    }

    @ParameterizedTest
    @EnumSource
    void it_fails_too_where_kong_calls_a_phase_that_it_does_not_have_any_longer(Protocol protocol) throws Exception {
        write(BEFORE);
        PluginCatalogue catalogue = PluginCatalogue.ofClasses(List.of(Later.class));
        Plugins guarded = new GuardedPlugins(catalogue, findings(PluginDescriptor.of(Later.class)));
        assertThat(answer(guarded, protocol)).isInstanceOf(EventResult.Exited.class);
    }

    private EventResult answer(Plugins plugins, Protocol protocol) throws IOException {
        ServerOptions options = ServerOptions.onSocket(folder.resolve("s"));
        try (PluginServer server = PluginServer.start(options, plugins);
                KongWorker worker = KongWorker.connect(server.socket(), protocol)) {
            int instance = worker.startInstance("guard", "{\"kept\":\"x\"}").id();
            return worker.event(instance, Phase.RESPONSE, exits());
        }
    }

    private static PdkAnswers exits() {
        return call -> call.function() == PdkFunction.RESPONSE_EXIT
                ? new PdkAnswers.Answer.Exit()
                : new PdkAnswers.Answer.Reply(Value.NIL);
    }
}
