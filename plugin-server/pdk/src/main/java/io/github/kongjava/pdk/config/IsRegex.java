package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string that is a regular expression: {@code is_regex}. Kong checks it as a PCRE; when an instance starts it is checked as
 * a {@link java.util.regex.Pattern} too, since that is what a plugin in Java compiles.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface IsRegex {}
