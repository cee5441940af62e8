package io.github.kongjava.testkit.simulation;

import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;

/** One call of a PDK function: the request it is about, who calls and with what. */
record Call(Exchange exchange, Arguments arguments, Phase phase, Protocol protocol, String pluginId) {

    String text(int index, String what) {
        return arguments.text(index, what);
    }

    /** The limit that get_headers and get_query take; the saved data of the log phase knows none. */
    int limit(String what) {
        return phase == Phase.LOG ? Integer.MAX_VALUE : arguments.wholeOr(0, 100, 1, 1000, what);
    }
}
