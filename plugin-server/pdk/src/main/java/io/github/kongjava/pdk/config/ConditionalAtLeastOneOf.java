package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When one field meets a condition, at least one of others must be set: {@code conditional_at_least_one_of}.
 * Fields are named as Kong knows them ({@code max_age}), those of nested records with dots ({@code redis.host}).
 */
@Documented
@Repeatable(ConditionalAtLeastOneOf.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConditionalAtLeastOneOf {

    /** The field that decides. */
    String ifField();

    /** When the rule applies. */
    Condition ifMatch();

    /** The fields of which one must be set then. */
    String[] thenAtLeastOneOf();

    /** What Kong says otherwise, {@code %s} standing for the fields; empty for its own words. */
    String thenErr() default "";

    /** When the second rule applies, to fields that do not meet {@link #ifMatch()}; none or one. */
    Condition[] elseMatch() default {};

    /** The fields of which one must be set then. */
    String[] elseThenAtLeastOneOf() default {};

    /** What Kong says otherwise, {@code %s} standing for the fields; empty for its own words. */
    String elseThenErr() default "";

    /** Holds the annotation when it is given more than once. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** The annotations. */
        ConditionalAtLeastOneOf[] value();
    }
}
