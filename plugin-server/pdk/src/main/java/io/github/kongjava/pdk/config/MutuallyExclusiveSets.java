package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields of the first set and fields of the second may not be set together: {@code mutually_exclusive_sets}.
 * Fields are named as Kong knows them ({@code max_age}), those of nested records with dots ({@code redis.host}).
 */
@Documented
@Repeatable(MutuallyExclusiveSets.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MutuallyExclusiveSets {

    /** The first set. */
    String[] set1();

    /** The second set. */
    String[] set2();

    /** Holds the annotation when it is given more than once. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** The annotations. */
        MutuallyExclusiveSets[] value();
    }
}
