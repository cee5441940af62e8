package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.ExitException;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Calls functions in one phase and keeps what came of it: a value, or an exception's class behind an exclamation mark. */
final class PdkCalls {

    private PdkCalls() {}

    /** For the place {@code id/phase}. */
    static void run(Kong kong, String id, Phase phase, Predicate<PdkUse> which) {
        String place = id + "/" + phase.kongName();
        Map<String, String> values = new TreeMap<>();
        try {
            for (PdkUse use : PdkUses.all()) {
                if (which.test(use)) {
                    values.put(use.function(), value(use, kong, place));
                }
            }
        } catch (ExitException e) {
            values.put("exit", "true");
            throw e;
        } finally {
            PdkReports.keep(place, values);
        }
    }

    private static String value(PdkUse use, Kong kong, String place) {
        try {
            return Shown.of(use.call().of(kong, place));
        } catch (ExitException e) {
            throw e;
        } catch (RuntimeException e) {
            return "!" + e.getClass().getSimpleName();
        }
    }
}
