package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What Kong fills in when a user leaves the field out: {@code default}. A list or set takes any number of values, none for an
 * empty one; a map takes entries written {@code key=value}; everything else takes exactly one. Lists, sets and maps of
 * anything but simple values can only be empty by default, and a nested record has the defaults of its own fields.
 *
 * <p>With {@link java.util.Optional} a user may still set the field to null to have no value; Kong then leaves it out, so a
 * field that is absent is empty and not the default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface DefaultValue {

    /** The value as text, in the unit and spelling that Kong's configuration has. */
    String[] value();
}
