package io.github.kongjava.pdk.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on a plugin class: the protocols of the requests or streams that the plugin can be configured for, which are also the
 * default. Without it they are Kong's: {@code grpc}, {@code grpcs}, {@code http} and {@code https} by default; a plugin for
 * streams names {@code tcp}, {@code tls}, {@code udp} here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Protocols {

    /** Kong's names of the protocols. */
    String[] value();
}
