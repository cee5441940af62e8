package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Elements of a list or set of strings must all come from one of the subsets: {@code mutually_exclusive_subsets}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface MutuallyExclusiveSubsets {

    /** At least two subsets. */
    Subset[] value();
}
