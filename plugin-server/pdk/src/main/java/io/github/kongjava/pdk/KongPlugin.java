package io.github.kongjava.pdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a Kong plugin.
 *
 * <p>The class is public, has one public constructor, and implements at least one phase interface. The constructor takes
 * nothing, the config record, the {@link PluginContext}, or the record followed by the context. One object is made for
 * each distinct configuration; it is called by many threads at once, so its fields are final or thread safe. If it
 * implements {@link AutoCloseable}, {@code close()} is called at the end of its life.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KongPlugin {

    /**
     * The name under which Kong knows the plugin: what stands in kong.conf's {@code plugins} and in the Admin API.
     * Letters, digits, {@code -}, {@code _} and {@code .}, beginning with a letter.
     */
    String name();

    /** Two or three numbers with dots between them, such as {@code 1.0.0}; Kong refuses anything else. */
    String version() default "1.0.0";

    /** Plugins of a higher priority run earlier. Kong's own: key-auth 1250, acl 950, rate-limiting 910, cors 2000. */
    int priority() default 0;

    /**
     * The protocol that Kong is told to use for this plugin. {@link Protocol#PROTOBUF} fails closed when the plugin
     * server is down; {@link Protocol#MSGPACK} reaches PDK functions that ProtoBuf lacks, but fails open then.
     */
    Protocol protocol() default Protocol.PROTOBUF;

    /** What happens to a request when a phase of the plugin throws or passes its deadline. */
    OnFailure onFailure() default @OnFailure;

    /**
     * How long one phase may take, in milliseconds, from 1 to 55,000. Kong itself gives up after 60 s. A phase that takes
     * longer is a failure: the client is answered by {@link #onFailure()}, and the thread is interrupted.
     */
    int timeout() default 30_000;
}
