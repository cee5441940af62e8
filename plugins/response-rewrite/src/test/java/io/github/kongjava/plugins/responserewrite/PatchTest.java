package io.github.kongjava.plugins.responserewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RFC 6902, 6901 and 7396 say of bodies that upstreams send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatchTest {

    private UpstreamAnswers upstream;

    @BeforeAll
    void start() {
        upstream =
                new UpstreamAnswers(Protocol.MSGPACK, "{\"status\":200}"); // which tells why an instance does not start
    }

    @AfterAll
    void stop() {
        upstream.close();
    }

    private TestAnswer patched(String kind, String patch, String body) {
        return upstream.rule("{\"" + kind + "\":" + JsonNodeFactory.instance.textNode(patch) + "}")
                .json(body)
                .get();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"add","path":"/b","value":2} | {"a":1} | {"a":1,"b":2}
            {"op":"add","path":"/a","value":null} | {"a":1} | {"a":null}
            {"op":"add","path":"","value":[]} | {"a":1} | []
            {"op":"add","path":"","value":"x"} | 5 | "x"
            {"op":"add","path":"/0","value":1} | [2,3] | [1,2,3]
            {"op":"add","path":"/1","value":2} | [1,3] | [1,2,3]
            {"op":"add","path":"/2","value":3} | [1,2] | [1,2,3]
            {"op":"add","path":"/-","value":[3]} | [1,2] | [1,2,[3]]
            {"op":"add","path":"/-","value":1} | {} | {"-":1}
            {"op":"add","path":"/","value":1} | {} | {"":1}
            {"op":"add","path":"//","value":1} | {"":{}} | {"":{"":1}}
            {"op":"add","path":"/0","value":1} | {} | {"0":1}
            {"op":"add","path":"/00","value":1} | {} | {"00":1}
            {"op":"add","path":"/*","value":1} | {"a":0} | {"a":0,"*":1}
            {"op":"add","path":"/a~1b~0c","value":1} | {} | {"a/b~c":1}
            {"op":"add","path":"/~01","value":1} | {} | {"~1":1}
            {"op":"add","path":"/a","value":1,"note":"ignored"} | {} | {"a":1}
            {"op":"remove","path":"/a"} | {"a":null,"b":1} | {"b":1}
            {"op":"remove","path":"/1"} | [1,2,3] | [1,3]
            {"op":"remove","path":""} | {"a":1} | null
            {"op":"replace","path":"/a/0","value":{}} | {"a":[1,2]} | {"a":[{},2]}
            {"op":"replace","path":"","value":false} | [1] | false
            {"op":"move","from":"/a","path":"/b"} | {"a":1,"b":2} | {"b":1}
            {"op":"move","from":"/a","path":"/a"} | {"a":1} | {"a":1}
            {"op":"move","from":"/0","path":"/2"} | [1,2,3] | [2,3,1]
            {"op":"move","from":"/a/b","path":""} | {"a":{"b":[7]}} | [7]
            {"op":"move","from":"/ab","path":"/ab2"} | {"ab":1} | {"ab2":1}
            {"op":"copy","from":"/a","path":"/b/0"} | {"a":{"x":1},"b":[]} | {"a":{"x":1},"b":[{"x":1}]}
            {"op":"copy","from":"","path":"/self"} | {"a":1} | {"a":1,"self":{"a":1}}
            {"op":"test","path":"/a","value":1.0} | {"a":1} | {"a":1}
            {"op":"test","path":"/a","value":100} | {"a":1e2} | {"a":1e2}
            {"op":"test","path":"","value":{"b":[1],"a":2}} | {"a":2,"b":[1]} | {"a":2,"b":[1]}
            {"op":"test","path":"/a","value":"\\u00e9"} | {"a":"é"} | {"a":"é"}
            {"op":"test","path":"/a","value":null} | {"a":null} | {"a":null}
            """)
    void an_operation_gives_the_document_that_RFC_6902_says(String operation, String body, String expected)
            throws Exception {
        TestAnswer answer = patched("json_patch", "[" + operation + "]", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body())).isEqualTo(new ObjectMapper().readTree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"add","path":"/b/c","value":1} | {"a":1}
            {"op":"add","path":"/a/b","value":1} | {"a":"text"}
            {"op":"add","path":"/3","value":1} | [1,2]
            {"op":"add","path":"/-1","value":1} | [1,2]
            {"op":"add","path":"/01","value":1} | [1,2]
            {"op":"add","path":"/1e0","value":1} | [1,2]
            {"op":"add","path":"/x","value":1} | [1,2]
            {"op":"add","path":"/4294967297","value":1} | [1,2]
            {"op":"remove","path":"/b"} | {"a":1}
            {"op":"remove","path":"/-"} | [1]
            {"op":"remove","path":"/1"} | [1]
            {"op":"remove","path":"/A"} | {"a":1}
            {"op":"replace","path":"/b","value":1} | {"a":1}
            {"op":"replace","path":"/-","value":1} | [1]
            {"op":"move","from":"/b","path":"/c"} | {"a":1}
            {"op":"move","from":"/0","path":"/2"} | [1,2]
            {"op":"copy","from":"/b","path":"/c"} | {"a":1}
            {"op":"copy","from":"/-","path":"/0"} | [1]
            {"op":"test","path":"/a","value":"1"} | {"a":1}
            {"op":"test","path":"/b","value":null} | {"a":1}
            {"op":"test","path":"/a","value":[2,1]} | {"a":[1,2]}
            {"op":"test","path":"/a","value":false} | {"a":0}
            {"op":"test","path":"/00","value":1} | [1]
            """)
    void a_patch_that_cannot_be_applied_shows_nothing_of_the_body(String operation, String body) {
        String patch = "[{\"op\":\"add\",\"path\":\"\",\"value\":" + body + "}," + operation + "]";

        TestAnswer answer = patched("json_patch", patch, body);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("cannot be shown");
        assertThat(answer.log().toString()).contains("operation 1 of the JSON Patch cannot be applied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"add","path":"/a","value":1} | an array of operations
            [{"path":"/a","value":1}] | an op of add
            [{"op":"ADD","path":"/a","value":1}] | an op of add
            [{"op":"spam","path":"/a","value":1}] | an op of add
            [{"op":"add","value":1}] | a JSON pointer as path
            [{"op":"add","path":null,"value":1}] | a JSON pointer as path
            [{"op":"add","path":"a","value":1}] | begins with /
            [{"op":"add","path":"/a~2","value":1}] | ~ is written ~0
            [{"op":"add","path":"/a~","value":1}] | ~ is written ~0
            [{"op":"add","path":"/a"}] | have a value
            [{"op":"replace","path":"/a"}] | have a value
            [{"op":"test","path":"/a"}] | have a value
            [{"op":"copy","path":"/a"}] | a JSON pointer as from
            [{"op":"move","path":"/a","from":5}] | a JSON pointer as from
            [{"op":"move","path":"/a/b","from":"/a"}] | moved into itself
            [{"op":"add","op":"remove","path":"/a"}] | not JSON
            [1] | an op of add
            [ | not JSON
            """)
    void a_patch_that_is_none_is_refused_by_the_configuration(String patch, String message) {
        assertThat(patched("json_patch", patch, "{\"a\":1}").status()).isGreaterThanOrEqualTo(500);
        assertThat(upstream.failures().get(upstream.failures().size() - 1))
                .contains("rules[0].json_patch")
                .contains(message);
    }

    @Test
    void a_patch_that_changes_nothing_leaves_the_bytes() {
        String body = "{ \"a\" : 1.0, \"b\":[ ] }";
        for (String patch : new String[] {
            "[]",
            "[{\"op\":\"test\",\"path\":\"/a\",\"value\":1}]",
            "[{\"op\":\"replace\",\"path\":\"/b\",\"value\":[]}]",
            "[{\"op\":\"add\",\"path\":\"/b\",\"value\":[]}]"
        }) {
            assertThat(patched("json_patch", patch, body).body()).isEqualTo(body);
        }
        assertThat(patched("merge_patch", "{\"b\":[],\"c\":null}", body).body()).isEqualTo(body);
    }

    @Test
    void copies_of_copies_do_not_fill_the_memory() {
        String twice = "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/-\"},";
        String patch = "[" + twice.repeat(60) + "{\"op\":\"test\",\"path\":\"/0\",\"value\":1}]";

        TestAnswer long_ = patched("json_patch", patch, "[\"" + "x".repeat(10_000) + "\"]");
        TestAnswer many = patched("json_patch", patch, "[1]");

        assertThat(long_.status()).isEqualTo(502);
        assertThat(long_.log().toString()).contains("over limits.output_bytes");
        assertThat(many.status()).isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":2} | {"a":1} | {"a":2}
            {"b":2} | {"a":1} | {"a":1,"b":2}
            {"a":null} | {"a":1,"b":2} | {"b":2}
            {"a":null} | {"b":2} | {"b":2}
            {"a":{"x":null,"y":1}} | {"a":{"x":0,"z":2}} | {"a":{"z":2,"y":1}}
            {"a":{"b":{"c":null}}} | {"a":1} | {"a":{"b":{}}}
            {"a":{"b":null}} | {} | {"a":{}}
            {"a":[{"b":null}]} | {"a":{"b":1}} | {"a":[{"b":null}]}
            {"a":[1]} | {"a":[2,3]} | {"a":[1]}
            {"a":{}} | {"a":[1]} | {"a":{}}
            {"a":{"c":1}} | {"a":null} | {"a":{"c":1}}
            [1] | {"a":1} | [1]
            null | {"a":1} | null
            "x" | [1] | "x"
            {"a":1} | "x" | {"a":1}
            {"a":1,"b":null} | [1,2] | {"a":1}
            {"e":1} | {"e":null,"f":null} | {"e":1,"f":null}
            """)
    void a_merge_patch_gives_the_document_that_RFC_7396_says(String patch, String body, String expected)
            throws Exception {
        TestAnswer answer = patched("merge_patch", patch, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body())).isEqualTo(new ObjectMapper().readTree(expected));
    }
}
