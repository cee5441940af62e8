package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the field means, for Kong's documentation of the schema: {@code description}, 10 to 500 bytes. Kong 3.4 and later.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Description {

    /** The text. */
    String value();
}
