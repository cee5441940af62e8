package io.github.kongjava.server.plugin;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.CertificatePhase;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.PrereadPhase;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which interface stands for which phase. */
final class PluginPhases {

    private PluginPhases() {}

    /** The phases whose interfaces a class implements. */
    static Set<Phase> of(Class<?> plugin) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        for (Phase phase : Phase.values()) {
            if (interfaceOf(phase).isAssignableFrom(plugin)) {
                phases.add(phase);
            }
        }
        return Collections.unmodifiableSet(phases);
    }

    /** The names of all interfaces. */
    static String names() {
        return Stream.of(Phase.values())
                .map(phase -> interfaceOf(phase).getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static Class<?> interfaceOf(Phase phase) {
        return switch (phase) {
            case CERTIFICATE -> CertificatePhase.class;
            case REWRITE -> RewritePhase.class;
            case ACCESS -> AccessPhase.class;
            case RESPONSE -> ResponsePhase.class;
            case PREREAD -> PrereadPhase.class;
            case LOG -> LogPhase.class;
        };
    }
}
