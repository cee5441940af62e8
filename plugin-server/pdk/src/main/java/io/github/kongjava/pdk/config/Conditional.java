package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When one field meets a condition, another must meet a second one: {@code conditional}.
 * Fields are named as Kong knows them ({@code max_age}), those of nested records with dots ({@code redis.host}).
 */
@Documented
@Repeatable(Conditional.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Conditional {

    /** The field that decides. */
    String ifField();

    /** When the rule applies. */
    Condition ifMatch();

    /** The field that is bound by it. */
    String thenField();

    /** What it must be. */
    Condition thenMatch();

    /** What Kong says otherwise, {@code %s} standing for {@link #ifField()}; empty for its own words. */
    String thenErr() default "";

    /** Holds the annotation when it is given more than once. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** The annotations. */
        Conditional[] value();
    }
}
