package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lua patterns of which a string must match at least one: {@code match_any}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface MatchAny {

    /** At least one Lua pattern. */
    String[] value();

    /** What is wrong with a value that fails; empty for a general message. */
    String err() default "";
}
