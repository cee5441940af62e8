package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the value of a field must be, in {@link Conditional} and {@link ConditionalAtLeastOneOf}. Each attribute is that of
 * Kong's schema with its name; what is left out does not matter. As in Kong, a field without value meets every condition
 * but {@code required} and {@code eq}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Condition {

    /** Whether there must be a value. */
    boolean required() default false;

    /** The value itself; none or one. */
    String[] eq() default {};

    /** A value that it is not; none or one. */
    String[] ne() default {};

    /** Values of which it is one. */
    String[] oneOf() default {};

    /** Values of which it is none. */
    String[] notOneOf() default {};

    /** What it is greater than; none or one. */
    double[] gt() default {};

    /** The least and the greatest value; none or two. */
    double[] between() default {};

    /** The exact length; none or one. */
    int[] lenEq() default {};

    /** The least length; none or one. */
    int[] lenMin() default {};

    /** The greatest length; none or one. */
    int[] lenMax() default {};

    /** A Lua pattern that it matches; none or one. */
    String[] match() default {};

    /** A Lua pattern that it does not match; none or one. */
    String[] notMatch() default {};

    /** What it begins with; none or one. */
    String[] startsWith() default {};

    /** An element that it has; none or one. */
    String[] contains() default {};
}
