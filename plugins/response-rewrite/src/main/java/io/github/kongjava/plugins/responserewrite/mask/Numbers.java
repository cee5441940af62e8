package io.github.kongjava.plugins.responserewrite.mask;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;

/** Numbers as texts. */
final class Numbers {

    /** With more zeros than this a number is not written out. */
    private static final int MOST_ZEROS = 100;

    private Numbers() {}

    /** All digits of a number, unless most of them would be zeros. */
    static String digits(JsonNode number) {
        return number.isBigDecimal() ? plain(number.decimalValue()) : number.asText();
    }

    /** How a number can be read: {@code 12}, {@code 12.0} and {@code 1.2e1} are one, and of {@code 12e300} the 12 can be seen. */
    static Set<String> readings(JsonNode number) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(digits(number));
        if (number.isBigDecimal()) {
            BigDecimal value = number.decimalValue();
            readings.add(plain(value.stripTrailingZeros()));
            readings.add(value.unscaledValue().toString());
            readings.add(value.toString());
        }
        return readings;
    }

    private static String plain(BigDecimal value) {
        return Math.abs((long) value.scale()) <= MOST_ZEROS ? value.toPlainString() : value.toString();
    }
}
