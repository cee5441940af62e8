package io.github.kongjava.plugins.tenantguard;

import static java.util.Objects.requireNonNull;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.KongPlugin;
import io.github.kongjava.pdk.LogPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs before tenant-guard, and leaves what requests ask for in their headers. */
@KongPlugin(name = "prior", priority = 1000)
public final class Prior implements AccessPhase, LogPhase {

    private static final Map<String, Object> VALUES = Map.of(
            "whole",
            7,
            "large",
            9_007_199_254_740_991L,
            "wholes",
            List.of(7, "7"),
            "fraction",
            7.5,
            "huge",
            1e300,
            "flag",
            true,
            "map",
            Map.of("a", "acme"),
            "nested",
            List.of(List.of("acme")),
            "mixed",
            List.of("acme", true),
            "empty",
            List.of());

    @Override
    public void access(Kong kong) {
        kong.request()
                .header("x-claim")
                .ifPresent(org -> kong.ctx().shared().set("claims", Map.of("org", Map.of("id", org))));
        kong.request().header("x-claims").ifPresent(orgs -> kong.ctx().shared().set("orgs", List.of(orgs.split(" "))));
        kong.request()
                .header("x-value")
                .ifPresent(name -> kong.ctx()
                        .shared()
                        .set("claims", Map.of("org", Map.of("id", requireNonNull(VALUES.get(name))))));
        if (kong.request().header("x-flat").isPresent()) {
            kong.ctx().shared().set("claims", Map.of("org", "acme"));
        }
        kong.request().header("x-consumer").ifPresent(name -> authenticate(kong, name));
    }

    private static void authenticate(Kong kong, String name) {
        kong.client()
                .authenticate(
                        new Consumer(
                                "9f4f8a5e-95a7-4bd0-9c9e-6a0e0b1c2d3e",
                                Optional.of(name),
                                Optional.of("custom-" + name),
                                Optional.empty(),
                                List.of("staff", "tenant:" + name)),
                        null);
    }

    /** Takes from requests that ask for it what would end their permit. */
    @Override
    public void log(Kong kong) {
        if (kong.request().header("x-lost").isPresent()) {
            kong.ctx().shared().set("tenant_guard_permit", "lost");
        }
    }
}
