package io.github.kongjava.plugins.jwtauth.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUriTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example/x",
        "HTTPS://A.Example:443/x, https://a.example/x",
        "http://a.example:80, http://a.example/",
        "https://a.example/x?q=1#f, https://a.example/x",
        "https://a.example/%7euser/%c3%a9, https://a.example/~user/%C3%A9",
        "https://a.example/a/./b/../c, https://a.example/a/c",
        "https://a.example/a/%2E%2e/b, https://a.example/b",
        "https://a.example/a/b/.., https://a.example/a/",
        "https://a.example/.., https://a.example/",
        "https://a.example//a, https://a.example//a",
        "https://[::1]:8443/a, https://[::1]:8443/a"
    })
    void addresses_that_mean_the_same_are_the_same(String one, String other) {
        assertThat(HttpUri.same(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example/X",
        "https://a.example/x, https://a.example/x/",
        "https://a.example/x, http://a.example/x",
        "https://a.example/x, https://a.example:444/x",
        "https://a.example/x, https://me@a.example/x",
        "https://a.example/a%2Fb, https://a.example/a/b",
        "https://a.example//a, https://a.example/a",
        "/x, /x",
        "'', ''",
        "mailto:a, mailto:a",
        "https://a.example/%zz, https://a.example/%zz"
    })
    void others_and_what_is_no_address_are_not(String one, String other) {
        assertThat(HttpUri.same(one, other)).isFalse();
    }
}
