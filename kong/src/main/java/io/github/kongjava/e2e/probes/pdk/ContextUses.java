package io.github.kongjava.e2e.probes.pdk;

import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code kong.ctx.shared} and {@code kong.nginx}'s context, in which a Lua plugin has left values. */
final class ContextUses {

    private ContextUses() {}

    static void add(PdkUses uses) {
        uses.in(PdkUses.ANY);
        add(uses, "ctx.shared.", kong -> kong.ctx().shared());
        add(uses, "nginx.ctx.", kong -> kong.nginx().ctx());
    }

    private static void add(PdkUses uses, String way, Function<Kong, RequestContext> context) {
        uses.reads(way + "get(String)", kong -> context.apply(kong).get("e2e_text"))
                .reads(way + "text(String)", kong -> context.apply(kong).text("e2e_text"))
                .reads(way + "bytes(String)", kong -> context.apply(kong).bytes("e2e_text"))
                .reads(way + "whole(String)", kong -> context.apply(kong).whole("e2e_whole"))
                .reads(way + "number(String)", kong -> context.apply(kong).number("e2e_number"))
                .reads(way + "flag(String)", kong -> context.apply(kong).flag("e2e_flag"))
                .reads(way + "list(String)", kong -> context.apply(kong).list("e2e_list"))
                .reads(way + "map(String)", kong -> context.apply(kong).map("e2e_map"))
                .reads(way + "set(String,Object)", kong -> {
                    context.apply(kong).set("e2e_set", Map.of("of", List.of("java", 1.5, 2, true)));
                    return context.apply(kong).get("e2e_set");
                })
                .reads(way + "remove(String)", kong -> {
                    context.apply(kong).set("e2e_removed", "not yet");
                    context.apply(kong).remove("e2e_removed");
                    return context.apply(kong).get("e2e_removed");
                });
    }
}
