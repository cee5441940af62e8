package io.github.kongjava.pdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void upper_and_lower_case_of_names_are_the_same() {
        Headers headers = Headers.builder().add("X-A", "1").add("x-a", "2").build();
        assertThat(headers.names()).containsExactly("X-A");
        assertThat(headers.first("x-A")).contains("1");
        assertThat(headers.all("X-a")).containsExactly("1", "2");
        assertThat(headers.contains("x_a")).isFalse();
        assertThat(headers).isEqualTo(Headers.of(Map.of("x-a", List.of(1, "2"))));
    }

    @Test
    void values_keep_their_bytes() {
        byte[] latin = {'c', 'a', 'f', (byte) 0xe9};
        Headers headers = Headers.builder().add("x", latin).build();
        latin[0] = 'x';
        assertThat(headers.first("x")).contains("café");
        assertThat(headers.firstBytes("x").orElseThrow()).isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xe9});
    }

    @Test
    void a_value_of_another_type_is_refused_with_its_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Headers.of(Map.of("x-a", Map.of())))
                .withMessageStartingWith("header x-a: a value is a String");
    }

    @Test
    void values_are_kept_out_of_logs() {
        assertThat(Headers.of("authorization", "secret")).hasToString("Headers[authorization]");
    }
}
