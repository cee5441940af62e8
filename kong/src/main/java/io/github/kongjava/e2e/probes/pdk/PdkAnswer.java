package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Kong;
import org.jspecify.annotations.Nullable;

/** Calls a function whose value may be nothing. */
@FunctionalInterface
interface PdkAnswer {

    /** The function's value. */
    @Nullable
    Object of(Kong kong);
}
