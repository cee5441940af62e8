package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A Lua pattern with the message for values that fail it; part of {@link MatchAll} and {@link MatchNone}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface LuaPattern {

    /** The Lua pattern. */
    String value();

    /** What is wrong with a value that fails; empty for a general message. */
    String err() default "";
}
