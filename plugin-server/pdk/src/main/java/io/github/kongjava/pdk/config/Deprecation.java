package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that shall no longer be used: {@code deprecation}. Kong warns whoever sets it. Kong 3.7 and later.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Deprecation {

    /** What to do instead. */
    String message();

    /** The version in which the field goes, such as {@code 4.0}. */
    String removalInVersion();

    /** A value that is used without a warning; none or one. */
    String[] oldDefault() default {};
}
