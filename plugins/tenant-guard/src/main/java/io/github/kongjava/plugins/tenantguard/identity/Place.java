package io.github.kongjava.plugins.tenantguard.identity;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import java.util.List;

/** Where names may be. */
@FunctionalInterface
interface Place {

    /**
     * All names that are there.
     *
     * @throws MalformedNameException if what is there cannot be a name
     */
    List<String> names(Kong kong, Headers headers) throws MalformedNameException;
}
