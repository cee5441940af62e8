package io.github.kongjava.server.schema;

import static io.github.kongjava.server.schema.Schemas.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigKeyTest {

    private static ConfigKey key(String json) {
        return ConfigKey.of(bytes(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':2}|{'b':2,'a':1}",
                "{'a':{'x':1,'y':2}}|{'a':{'y':2,'x':1}}",
                "{'a':1}|{'a':1.0}",
                "{'a':[]}|{'a':{}}",
                "{'a':1,'b':null}|{'a':1}",
                "{'a':1}| { 'a' : 1 } ",
                "{'a':1,'__seq__':7,'__key__':'k','__plugin_id':'p','__ws_id':'w','route_id':'r','service_id':'s',"
                        + "'consumer_id':'c','plugin_instance_name':'n','$refs':{'a':'{vault://env/a}'}}|{'a':1}",
            })
    void the_same_content_has_the_same_key(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1}|{'a':2}",
                "{'a':1}|{'b':1}",
                "{'a':1}|{'a':'1'}",
                "{'a':true}|{'a':'true'}",
                "{'a':[1,2]}|{'a':[2,1]}",
                "{'a':['b','c']}|{'a':['b,c']}",
                "{'a':{'route_id':'x'}}|{'a':{'route_id':'y'}}",
                "{'a':0.1}|{'a':0.2}",
            })
    void other_content_has_another_key(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Test
    void a_key_tells_nothing_of_the_content() {
        assertThat(key("{'password':'open sesame'}").toString()).matches("[0-9a-f]{12}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "null", "7", "{'a'", "[1]", "{} x", "{'a':'secret"})
    void what_is_no_object_has_no_key(String json) {
        assertThatThrownBy(() -> key(json))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config: ")
                .hasMessageNotContaining("secret");
    }
}
