package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.LOG;

import java.util.List;
import java.util.Set;

/** {@code kong.log}. */
final class LogUses {

    private LogUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.ANY)
                .notes("log.alert(Object[])", (kong, place) -> kong.log().alert("pdk ", "alert", ' ', place))
                .notes("log.crit(Object[])", (kong, place) -> kong.log().crit("pdk ", "crit", ' ', place))
                .notes("log.err(Object[])", (kong, place) -> kong.log().err("pdk ", "error", ' ', place))
                .notes("log.warn(Object[])", (kong, place) -> kong.log().warn("pdk ", "warn", ' ', place))
                .notes("log.notice(Object[])", (kong, place) -> kong.log().notice("pdk ", "notice", ' ', place))
                .notes("log.info(Object[])", (kong, place) -> kong.log().info("pdk ", "info", ' ', place))
                .notes("log.debug(Object[])", (kong, place) -> kong.log().debug("pdk ", "debug", ' ', place));
        uses.inMsgPack(PdkUses.ANY)
                .notes("log.emerg(Object[])", (kong, place) -> kong.log().emerg("pdk ", "emerg", ' ', place))
                .notes("log.inspect(Object[])", (kong, place) -> kong.log().inspect("pdk inspect " + place, List.of(1)))
                .notes("log.deprecation(String)", (kong, place) -> kong.log().deprecation("pdk deprecation " + place));
        uses.in(PdkUses.HTTP)
                .notes(
                        "log.setSerializeValue(String,Object)",
                        (kong, place) -> kong.log().setSerializeValue("e2e.set", place))
                .notes("log.clearSerializeValue(String)", (kong, place) -> {
                    kong.log().setSerializeValue("e2e.cleared", place);
                    kong.log().clearSerializeValue("e2e.cleared");
                });
        uses.in(Set.of(LOG)).reads("log.serialize()", kong -> kong.log().serialize());
    }
}
