package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function of the PDK in use.
 *
 * @param function its way from {@link Kong}, and the types of its parameters: {@code request.query(int)}
 * @param phases those that its documentation names
 * @param msgPackOnly whether its documentation says so
 * @param acts whether it changes what others see, so that it is called alone
 * @param call calls it
 */
public record PdkUse(String function, Set<Phase> phases, boolean msgPackOnly, boolean acts, Call call) {

    /** Calls a function. */
    @FunctionalInterface
    public interface Call {

        /**
         * The function's value, or what shows that it has worked.
         *
         * @param kong the PDK
         * @param place differs for each request and phase
         */
        @Nullable
        Object of(Kong kong, String place);
    }
}
