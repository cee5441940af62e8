package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Elements that may stand together; part of {@link MutuallyExclusiveSubsets}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Subset {

    /** The elements. */
    String[] value();
}
