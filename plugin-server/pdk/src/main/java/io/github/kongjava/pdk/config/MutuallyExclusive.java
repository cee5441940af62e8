package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * At most one of the fields of a record may be set: {@code mutually_exclusive}.
 * Fields are named as Kong knows them ({@code max_age}), those of nested records with dots ({@code redis.host}).
 */
@Documented
@Repeatable(MutuallyExclusive.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MutuallyExclusive {

    /** The fields, at least two. */
    String[] value();

    /** Holds the annotation when it is given more than once. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {

        /** The annotations. */
        MutuallyExclusive[] value();
    }
}
