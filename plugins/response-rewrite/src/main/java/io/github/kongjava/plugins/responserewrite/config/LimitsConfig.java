package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.Between;
import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;

/**
 * How large bodies may be. What goes beyond gives the client 502.
 *
 * @param bodyBytes as the upstream sends them, and decoded
 * @param ratio how many times larger a body may be when decoded
 * @param outputBytes after all changes
 */
public record LimitsConfig(
        @Description("Largest body to read, in bytes, as sent and decoded")
        @DefaultValue("8388608")
        @Between(min = 1024, max = 67_108_864)
        int bodyBytes,

        @Description("How many times larger a body may become when decoded, from 64 KiB on")
        @DefaultValue("200")
        @Between(min = 2, max = 1100)
        int ratio,

        @Description("Largest body to make, in bytes before it is encoded")
        @DefaultValue("16777216")
        @Between(min = 1024, max = 67_108_864)
        int outputBytes) {}
