package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import io.github.kongjava.pdk.config.Match;

/**
 * A body with placeholders.
 *
 * @param body the body
 * @param contentType its type
 */
public record TemplateConfig(
        @Description("The body, with placeholders such as ${response.status}; values are escaped as the type needs it")
        @LenMin(0)
        @Examples("{\"error\": \"${response.status}\"}")
        String body,

        @Description("Content-Type of the body; JSON and markup are escaped, anything else is not")
        @DefaultValue("application/json")
        @Match("^[%w!#$&^_.+-]+/[%w!#$&^_.+-]+[ -~]*$")
        String contentType) {}
