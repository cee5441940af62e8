package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string that may be given as a vault reference, {@code {vault://…}}, which Kong resolves before the plugin sees it: {@code
 * referenceable}. The value counts as a secret: it is in no message of the server. {@link Secret} has it by itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Referenceable {}
