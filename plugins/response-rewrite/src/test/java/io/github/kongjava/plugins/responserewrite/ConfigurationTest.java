package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"mask":{"fields":[{"name":"a","path":"/a"}]}} | rules[0].mask.fields[0]
            {"mask":{"fields":[{}]}} | rules[0].mask.fields[0]
            {"mask":{"fields":[{"path":"a"}]}} | rules[0].mask.fields
            {"mask":{"fields":[{"name":"a","action":"hash"}]}} | rules[0].mask.fields: hash needs mask.key
            {"mask":{"fields":[{"name":"a","keep":0}]}} | rules[0].mask.fields[0].keep
            {"mask":{"fields":[],"key":"short"}} | rules[0].mask.key
            {"mask":{"patterns":[{"pattern":"("}]}} | rules[0].mask.patterns
            {"mask":{"patterns":[{"pattern":"(?=a)"}]}} | rules[0].mask.patterns
            {"json":[{"op":"add","path":"/a"}]} | rules[0].json[0]: value must be set
            {"json":[{"op":"add","path":"/a","value":"{"}]} | rules[0].json
            {"json":[{"op":"add","path":"/a","value":"\\"${no.such}\\""}]} | rules[0].json
            {"json":[{"op":"rename","path":"/a"}]} | rules[0].json[0]: to must be set
            {"json_allow":["a"]} | rules[0].json_allow
            {"json_patch":"{}"} | rules[0].json_patch
            {"merge_patch":"{"} | rules[0].merge_patch
            {"template":{"body":"${request.path"}} | rules[0].template
            {"template":{"body":"not JSON"}} | rules[0].template
            {"template":{"body":"x","content_type":"text/plain; charset=utf-16"}} | rules[0].template: content_type
            {"template":{"body":"[\\"${request.header.}\\"]"}} | lacks a name
            {"headers":{"set":[{"name":"X-A","value":"${response.body:/a}"}]}} | rules[0].headers: X-A
            {"mask":{"fields":[{"path":"/~~01"}]}} | rules[0].mask.fields: in a JSON pointer
            {"json_patch":"[{\\"op\\":\\"remove\\",\\"path\\":\\"#\\"}]"} | rules[0].json_patch: operation 0
            {"text":[{"pattern":"a","replacement":"$1"}]} | rules[0].text
            {"when":{"path":"["}} | rules[0].when
            {"when":{"statuses":["6xx"]}} | rules[0].when.statuses
            {"status":204} | rules[0].status
            {"headers":{"set":[{"name":"Content-Length","value":"1"}]}} | rules[0].headers: Content-Length
            {"headers":{"rename":{"X-A":"Content-Encoding"}}} | rules[0].headers: Content-Encoding
            """)
    void what_cannot_work_is_refused_by_a_message_that_names_the_field(String rule, String named) {
        // MessagePack tells why an instance does not start.
        try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.MSGPACK, rule)) {
            TestAnswer answer = upstream.json("{\"a\":1}").get();

            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).doesNotContain("\"a\"");
            assertThat(upstream.failures().toString().toLowerCase(java.util.Locale.ROOT))
                    .contains(named.toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void a_rule_applies_only_where_all_its_conditions_are_met() {
        String template = "\"template\":{\"body\":\"{\\\"met\\\":true}\"}}";
        for (String unmet : List.of(
                "\"statuses\":[\"4xx\",\"201\"]",
                "\"content_types\":[\"text/*\"]",
                "\"sources\":[\"exit\",\"error\"]",
                "\"methods\":[\"POST\"]",
                "\"path\":\"^/x\"",
                "\"headers\":[{\"name\":\"X-None\"}]",
                "\"headers\":[{\"name\":\"X-Kind\",\"pattern\":\"^b$\"},{\"name\":\"X-Kind\",\"pattern\":\"^c$\"}]")) {
            String met =
                    "{\"when\":{\"statuses\":[\"20x\"],\"content_types\":[\"application/*\"],\"sources\":[\"service\"],"
                            + "\"methods\":[\"GET\"],\"path\":\"orders\",\"headers\":[{\"name\":\"x-kind\",\"pattern\":\"^b$\"}]},"
                            + template;
            String rule = "{\"when\":{" + unmet + "}," + template;
            try (UpstreamAnswers upstream = new UpstreamAnswers(Protocol.PROTOBUF, rule)) {
                upstream.json("{}").header("X-Kind", "a").header("X-Kind", "b");
                assertThat(upstream.get().body()).as(unmet).isEqualTo("{}");
                assertThat(upstream.rule(met).get().body()).isEqualTo("{\"met\":true}");
            }
        }
    }
}
