package io.github.kongjava.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.OnFailure;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.NoConsumer;
import io.github.kongjava.pdk.config.NoRoute;
import io.github.kongjava.pdk.config.NoService;
import io.github.kongjava.pdk.config.Protocols;
import io.github.kongjava.server.schema.ConfigException;
import io.github.kongjava.server.schema.KongVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PluginDescriptorTest {

    /** Takes config and context. */
    @KongPlugin(
            name = "greeter",
            version = "1.2.3",
            priority = 1000,
            protocol = Protocol.MSGPACK,
            timeout = 250,
            onFailure = @OnFailure(status = 503))
    @NoConsumer
    @NoRoute
    @NoService
    @Protocols({"http", "https"})
    public static final class Greeter implements AccessPhase, LogPhase {

        /** Its settings. */
        public record Config(@DefaultValue("hello") String message) {}

        final Config config;
        final PluginContext context;

        /** Keeps both. */
        public Greeter(Config config, PluginContext context) {
            this.config = config;
            this.context = context;
        }

        @Override
        public void access(Kong kong) {}

        @Override
        public void log(Kong kong) {}
    }

    /** Takes nothing. */
    @KongPlugin(name = "bare")
    public static class Bare implements AccessPhase {

        @Override
        public void access(Kong kong) {}
    }

    /** Takes the context alone. */
    @KongPlugin(name = "context-only")
    public static final class ContextOnly extends Bare {

        final PluginContext context;

        /** Keeps it. */
        public ContextOnly(PluginContext context) {
            this.context = context;
        }
    }

    /** Takes the config alone, and refuses it. */
    @KongPlugin(name = "refusing")
    public static final class Refusing extends Bare {

        /** Throws. */
        public Refusing(Greeter.Config config) throws IOException {
            throw new IOException("no " + config.message());
        }
    }

    @KongPlugin(name = "9 lives", version = "one", timeout = 0, onFailure = @OnFailure(status = 200))
    static final class Wrong {

        public Wrong(String config) {
            assertThat(config).isNull();
        }
    }

    /** Has no annotation. */
    public static final class Unmarked extends Bare {

        /** One of two constructors. */
        public Unmarked() {}

        /** The other. */
        public Unmarked(Greeter.Config config) {
            this();
        }
    }

    private static final PluginContext CONTEXT = new PluginContext() {
        @Override
        public String pluginName() {
            return "greeter";
        }

        @Override
        public <T> T shared(String key, Class<T> type, Supplier<? extends T> factory) {
            return factory.get();
        }

        @Override
        public void status(String subject, String state) {
            throw new AssertionError("nobody says anything here");
        }
    };

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_annotation_and_the_interfaces_describe_the_plugin() {
        PluginDescriptor plugin = PluginDescriptor.of(Greeter.class);

        assertThat(plugin.name()).isEqualTo("greeter");
        assertThat(plugin.version()).isEqualTo("1.2.3");
        assertThat(plugin.priority()).isEqualTo(1000);
        assertThat(plugin.protocol()).isEqualTo(Protocol.MSGPACK);
        assertThat(plugin.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(plugin.onFailure()).hasToString("answer 503");
        assertThat(plugin.phases()).containsExactly(Phase.ACCESS, Phase.LOG);
        assertThat(plugin).hasToString("greeter 1.2.3");
    }

    @Test
    void an_instance_gets_its_config_and_the_context() throws Throwable {
        Object instance = PluginDescriptor.of(Greeter.class).newInstance(json("{'message':'hi','__seq__':4}"), CONTEXT);

        assertThat(instance).isInstanceOfSatisfying(Greeter.class, greeter -> {
            assertThat(greeter.config.message()).isEqualTo("hi");
            assertThat(greeter.context).isSameAs(CONTEXT);
        });
    }

    @Test
    void a_constructor_may_take_nothing_or_the_context_alone() throws Throwable {
        assertThat(PluginDescriptor.of(Bare.class).newInstance(json("{'x':1}"), CONTEXT))
                .isInstanceOf(Bare.class);
        assertThat(PluginDescriptor.of(ContextOnly.class).newInstance(json("{}"), CONTEXT))
                .isInstanceOfSatisfying(
                        ContextOnly.class, plugin -> assertThat(plugin.context).isSameAs(CONTEXT));
    }

    @Test
    void what_the_constructor_throws_comes_out_as_it_is() {
        assertThatThrownBy(() -> PluginDescriptor.of(Refusing.class).newInstance(json("{}"), CONTEXT))
                .isInstanceOf(IOException.class)
                .hasMessage("no hello");
    }

    @Test
    void a_wrong_config_is_refused_before_the_plugin_sees_it() {
        assertThatThrownBy(() -> PluginDescriptor.of(Greeter.class).newInstance(json("{'message':7}"), CONTEXT))
                .isInstanceOf(ConfigException.class)
                .hasMessage("config.message: must be a text, was 7");
    }

    @Test
    void everything_that_is_wrong_with_a_class_is_told_at_once() {
        assertThatThrownBy(() -> PluginDescriptor.of(Wrong.class))
                .isInstanceOfSatisfying(
                        InvalidPluginException.class,
                        e -> assertThat(e.problems())
                                .hasSize(7)
                                .anyMatch(problem -> problem.contains("has the name \"9 lives\""))
                                .anyMatch(problem -> problem.contains("has the version \"one\""))
                                .anyMatch(problem -> problem.contains("has a timeout of 0 ms; possible are 1 to 55000"))
                                .anyMatch(problem -> problem.contains("with the status 200; possible are 400 to 599"))
                                .anyMatch(problem -> problem.contains("must be public"))
                                .anyMatch(problem -> problem.contains("takes part in no phase"))
                                .anyMatch(
                                        problem -> problem.contains("takes a java.lang.String, which is not a record")))
                .hasMessageContaining(Wrong.class.getName())
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_class_without_annotation_or_with_two_constructors_is_no_plugin() {
        assertThatThrownBy(() -> PluginDescriptor.of(Unmarked.class))
                .hasMessageContaining("has no @KongPlugin")
                .hasMessageContaining("must have one public constructor, has 2");
    }

    @Test
    void the_query_document_names_protocol_phases_and_schema() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QueryDocument.of(PluginDescriptor.of(Greeter.class)).write(out);

        assertThat(new ObjectMapper().readTree(out.toByteArray()))
                .isEqualTo(new ObjectMapper()
                        .readTree(json(
                                "{'Protocol':'MsgPack:1','Plugins':[{'Name':'greeter','Version':'1.2.3','Priority':1000,"
                                        + "'Phases':['access','log'],'Schema':{'name':'greeter','fields':["
                                        + "{'consumer':{'type':'foreign','reference':'consumers','eq':null}},"
                                        + "{'route':{'type':'foreign','reference':'routes','eq':null}},"
                                        + "{'service':{'type':'foreign','reference':'services','eq':null}},"
                                        + "{'protocols':{'type':'set','required':true,'elements':{'type':'string',"
                                        + "'one_of':['http','https']},'default':['http','https']}},"
                                        + "{'config':{'type':'record','fields':[{'message':{'type':'string',"
                                        + "'required':true,'default':'hello'}}]}}]}}]}")));
    }

    @Test
    void a_query_document_can_hold_several_plugins_and_another_protocol() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new QueryDocument(
                        List.of(PluginDescriptor.of(Greeter.class), PluginDescriptor.of(Bare.class)),
                        Optional.of(Protocol.PROTOBUF),
                        Optional.of("/run/java.socket"),
                        KongVersion.DEFAULT)
                .write(out);

        JsonNode document = new ObjectMapper().readTree(out.toByteArray());
        assertThat(document.path("Protocol").asText()).isEqualTo("ProtoBuf:1");
        assertThat(document.path("SocketPath").asText()).isEqualTo("/run/java.socket");
        assertThat(document.path("Plugins").findValuesAsText("Name")).containsExactly("greeter", "bare");
        assertThat(document.at("/Plugins/1/Schema/fields/0/config/fields")).isEmpty();
    }

    @Test
    void a_document_without_plugin_is_never_written() {
        assertThatThrownBy(() -> new QueryDocument(List.of(), Optional.empty(), Optional.empty(), KongVersion.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no plugin to describe");
    }
}
