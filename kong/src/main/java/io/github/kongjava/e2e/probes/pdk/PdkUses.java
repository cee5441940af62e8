package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.ACCESS;
import static io.github.kongjava.pdk.Phase.LOG;
import static io.github.kongjava.pdk.Phase.PREREAD;
import static io.github.kongjava.pdk.Phase.RESPONSE;
import static io.github.kongjava.pdk.Phase.REWRITE;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Collects the uses of functions. Not thread-safe until {@link #all()} has given them. */
public final class PdkUses {

    static final Set<Phase> ANY = Set.of(Phase.values());
    static final Set<Phase> CONNECTION = Set.of(REWRITE, ACCESS, RESPONSE, PREREAD);
    static final Set<Phase> HTTP = Set.of(REWRITE, ACCESS, RESPONSE, LOG);
    static final Set<Phase> AUTHENTICATED = Set.of(ACCESS, RESPONSE, LOG);
    static final Set<Phase> BEFORE_LOG = Set.of(REWRITE, ACCESS, RESPONSE);
    static final Set<Phase> BEFORE_UPSTREAM = Set.of(REWRITE, ACCESS);
    static final Set<Phase> AFTER_UPSTREAM = Set.of(RESPONSE, LOG);

    private static final List<PdkUse> ALL = collect();

    private final List<PdkUse> uses = new ArrayList<>();
    private Set<Phase> phases = ANY;
    private boolean msgPackOnly;

    private PdkUses() {}

    /** All of them. */
    public static List<PdkUse> all() {
        return ALL;
    }

    private static List<PdkUse> collect() {
        PdkUses uses = new PdkUses();
        ClientUses.add(uses);
        ContextUses.add(uses);
        LogUses.add(uses);
        NodeUses.add(uses);
        RequestUses.add(uses);
        ResponseUses.add(uses);
        ServiceUses.add(uses);
        ServiceRequestUses.add(uses);
        ServiceResponseUses.add(uses);
        return List.copyOf(uses.uses);
    }

    /** What is added from now on is documented for these phases and both protocols. */
    PdkUses in(Set<Phase> documented) {
        phases = documented;
        msgPackOnly = false;
        return this;
    }

    /** What is added from now on is documented for these phases and MsgPack alone. */
    PdkUses inMsgPack(Set<Phase> documented) {
        phases = documented;
        msgPackOnly = true;
        return this;
    }

    /** Adds a function that changes nothing that others see. */
    PdkUses reads(String function, Function<Kong, Object> call) {
        uses.add(new PdkUse(function, phases, msgPackOnly, false, (kong, place) -> call.apply(kong)));
        return this;
    }

    /** Adds a function that leaves something under the name of the place. */
    PdkUses notes(String function, BiConsumer<Kong, String> call) {
        uses.add(new PdkUse(function, phases, msgPackOnly, false, (kong, place) -> {
            call.accept(kong, place);
            return null;
        }));
        return this;
    }

    /** Adds a function that changes what others see. */
    PdkUses acts(String function, Consumer<Kong> call) {
        return answers(function, kong -> {
            call.accept(kong);
            return null;
        });
    }

    /** Adds a function that changes what others see, and has a value. */
    PdkUses answers(String function, PdkAnswer call) {
        uses.add(new PdkUse(function, phases, msgPackOnly, true, (kong, place) -> call.of(kong)));
        return this;
    }
}
