package io.github.kongjava.server.schema;

import io.github.kongjava.pdk.config.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a simple value of Kong becomes one of Java.
 *
 * @param kind Kong's type of it
 * @param convert makes the Java value of a plain value of that type; throws an {@link IllegalArgumentException} whose
 *     message says what is wrong, without the value
 * @param options the texts that are possible, if they are limited by the type
 */
record JavaForm(Kind kind, Function<Object, Object> convert, List<String> options) {

    private static final double EXACT = 0x1p63;

    private static final Map<Class<?>, JavaForm> FORMS = Map.ofEntries(
            Map.entry(String.class, of(Kind.STRING, plain -> plain)),
            Map.entry(Secret.class, of(Kind.STRING, plain -> Secret.of((String) plain))),
            Map.entry(URI.class, of(Kind.STRING, JavaForm::uri)),
            Map.entry(boolean.class, of(Kind.BOOLEAN, plain -> plain)),
            Map.entry(Boolean.class, of(Kind.BOOLEAN, plain -> plain)),
            Map.entry(int.class, of(Kind.INTEGER, JavaForm::narrow)),
            Map.entry(Integer.class, of(Kind.INTEGER, JavaForm::narrow)),
            Map.entry(long.class, of(Kind.INTEGER, JavaForm::whole)),
            Map.entry(Long.class, of(Kind.INTEGER, JavaForm::whole)),
            Map.entry(double.class, of(Kind.NUMBER, plain -> ((Number) plain).doubleValue())),
            Map.entry(Double.class, of(Kind.NUMBER, plain -> ((Number) plain).doubleValue())),
            Map.entry(float.class, of(Kind.NUMBER, JavaForm::single)),
            Map.entry(Float.class, of(Kind.NUMBER, JavaForm::single)),
            Map.entry(Duration.class, of(Kind.NUMBER, JavaForm::seconds)));

    /** A duration that is configured in milliseconds. */
    static final JavaForm MILLISECONDS = of(Kind.INTEGER, plain -> Duration.ofMillis(whole(plain)));

    private static JavaForm of(Kind kind, Function<Object, Object> convert) {
        return new JavaForm(kind, convert, List.of());
    }

    /** The form of a Java type, if it is a simple one. */
    static Optional<JavaForm> of(Class<?> type) {
        return type.isEnum() ? Optional.of(choice(type)) : Optional.ofNullable(FORMS.get(type));
    }

    /** Why a plain value of the right type has no Java value, if it has none. */
    Optional<String> violation(Object plain) {
        try {
            Objects.requireNonNull(convert.apply(plain));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static JavaForm choice(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants(), "an enum has constants")) {
            constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
        }
        List<String> options = List.copyOf(constants.keySet());
        return new JavaForm(
                Kind.STRING,
                plain -> Optional.ofNullable(constants.get((String) plain))
                        .orElseThrow(() -> refusal("must be one of " + String.join(", ", options))),
                options);
    }

    private static Long whole(Object plain) {
        if (plain instanceof Long number) {
            return number;
        }
        double number = ((Number) plain).doubleValue();
        if (number >= EXACT || number < -EXACT) {
            throw refusal("must fit into 64 bits");
        }
        return (long) number;
    }

    private static Integer narrow(Object plain) {
        long number = whole(plain);
        if (number != (int) number) {
            throw refusal("must be between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static Float single(Object plain) {
        float number = ((Number) plain).floatValue();
        if (!Float.isFinite(number)) {
            throw refusal("must fit into a float");
        }
        return number;
    }

    private static Duration seconds(Object plain) {
        double number = ((Number) plain).doubleValue();
        if (Math.abs(number) >= EXACT) {
            throw refusal("must be a number of seconds that fits into 64 bits");
        }
        BigDecimal exact = new BigDecimal(plain.toString());
        long seconds = exact.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
        long nanos =
                exact.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).longValue();
        return Duration.ofSeconds(seconds, nanos);
    }

    private static URI uri(Object plain) {
        try {
            return new URI((String) plain);
        } catch (URISyntaxException e) {
            throw refusal("must be a URI: it is broken at character " + e.getIndex());
        }
    }

    private static IllegalArgumentException refusal(String demand) {
        return new IllegalArgumentException(demand);
    }
}
