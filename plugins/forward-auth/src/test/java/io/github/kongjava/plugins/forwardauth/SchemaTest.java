package io.github.kongjava.plugins.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void every_field_says_what_it_means() throws Exception {
        JsonNode schema = new ObjectMapper()
                .readTree(PluginCatalogue.ofClasses(List.of(ForwardAuth.class))
                        .descriptors()
                        .get(0)
                        .schemaJson());
        List<String> silent = new ArrayList<>();
        List<String> fields = new ArrayList<>();

        look("", schema.findPath("config").path("fields"), fields, silent);

        assertThat(fields).contains("service_url", "body.max_bytes", "cache.allow_for");
        assertThat(silent).isEmpty();
    }

    private static void look(String above, JsonNode records, List<String> fields, List<String> silent) {
        for (JsonNode one : records) {
            for (Map.Entry<String, JsonNode> field : one.properties()) {
                String path = above + field.getKey();
                fields.add(path);
                if (!field.getValue().has("description")) {
                    silent.add(path);
                }
                look(path + ".", field.getValue().path("fields"), fields, silent);
            }
        }
    }
}
