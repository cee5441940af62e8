package io.github.kongjava.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void an_argument_without_value_is_a_flag_and_its_text_is_empty() {
        Query query = Query.builder().flag("debug").add("empty", "").build();
        assertThat(query.isFlag("debug")).isTrue();
        assertThat(query.isFlag("empty")).isFalse();
        assertThat(query.first("debug")).contains("");
        assertThat(query.first("empty")).contains("");
        assertThat(query.first("none")).isEmpty();
    }

    @Test
    void values_keep_their_order_and_names_their_case() {
        Query query = Query.of(Map.of("a", List.of("1", true, 2)));
        assertThat(query.all("a")).containsExactly("1", "", "2");
        assertThat(query.contains("A")).isFalse();
    }

    @Test
    void false_is_no_argument() {
        assertThat(Query.of(Map.of("a", false)).isEmpty()).isTrue();
    }

    @Test
    void a_query_is_made_of_its_own_map_again() {
        Query query = Query.builder().add("a", "1").flag("a").flag("b").build();
        assertThat(Query.of(query.asMap())).isEqualTo(query);
    }

    @Test
    void a_value_of_another_type_is_refused_with_its_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.of(Map.of("a", Map.of())))
                .withMessageStartingWith("query argument a: a value is a String");
    }
}
