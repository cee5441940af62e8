package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnSharedKong
record ConfigurationTest(Gateway gateway) {

    @ParameterizedTest
    @CsvSource({"hello, 1.0.0, 1000", "probe-tag, 1.2.3, 700", "probe-earlier, 0.1.0, 900"})
    void the_admin_api_shows_each_plugin_with_version_and_priority(String name, String version, int priority)
            throws Exception {
        JsonNode plugin = node().path("plugins").path("available_on_server").path(name);
        assertThat(plugin.path("version").asText()).isEqualTo(version);
        assertThat(plugin.path("priority").asInt()).isEqualTo(priority);
    }

    /** The worker that started the plugin server answers with 500, by a fault of Kong's own; the others answer. */
    private JsonNode node() throws Exception {
        return Await.value("a worker that did not start the plugin server answers", () -> {
            Answer answer = gateway.admin("/");
            return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
        });
    }

    @Test
    void the_admin_api_shows_the_schema() throws Exception {
        JsonNode fields = gateway.admin("/schemas/plugins/probe-tag").json().path("fields");
        JsonNode config = fields.findParent("config").path("config");
        assertThat(config.path("type").asText()).isEqualTo("record");
        JsonNode value = config.path("fields").findPath("value");
        assertThat(value.path("required").asBoolean()).isTrue();
        assertThat(value.path("len_min").asInt()).isEqualTo(1);
        assertThat(value.path("description").asText()).isEqualTo("What the client is shown");
        JsonNode level = config.path("fields").findPath("level");
        assertThat(level.path("between")).map(JsonNode::asInt).containsExactly(1, 10);
        assertThat(level.path("default").asInt()).isEqualTo(1);
    }

    @Test
    void kong_uses_the_protocol_that_its_configuration_names() throws Exception {
        gateway.declare(gateway.declaration().route("seen", plugin("probe-view", Map.of())));
        assertThat(gateway.get("/seen").header("x-seen-protocol"))
                .contains(gateway.protocol().kongName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"value": "a", "level": 11}    | level  | value should be between 1 and 10
            {"value": "a", "level": "two"} | level  | expected an integer
            {"value": ""}                  | value  | length must be at least 1
            {}                             | value  | required field missing
            {"value": "a", "colour": 1}    | colour | unknown field
            """)
    void kong_refuses_a_wrong_configuration_with_the_message_of_the_field(String config, String field, String message)
            throws Exception {
        gateway.declare(gateway.declaration().route("kept", plugin("probe-tag", Map.of("value", "kept"))));

        Answer answer = gateway.post(gateway.declaration().route("wrong", plugin("probe-tag", parsed(config))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().findPath("config").path(field).asText()).isEqualTo(message);
        assertThat(gateway.get("/kept").header("x-tag")).contains("kept");
    }

    private static Map<String, Object> parsed(String config) throws Exception {
        return new ObjectMapper().readValue(config, new TypeReference<>() {});
    }
}
