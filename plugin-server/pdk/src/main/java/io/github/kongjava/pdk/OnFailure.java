package io.github.kongjava.pdk;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What happens to a request when a plugin fails: by default the client gets a 500 and the request does not pass. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface OnFailure {

    /** The status the client gets, from 400 to 599. */
    int status() default 500;

    /**
     * Lets the request pass on as though the plugin were not there. For plugins that decorate requests; never for one that
     * decides who may pass.
     */
    boolean pass() default false;
}
