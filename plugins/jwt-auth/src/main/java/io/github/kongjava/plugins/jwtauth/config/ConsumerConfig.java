package io.github.kongjava.plugins.jwtauth.config;

import io.github.kongjava.pdk.config.DefaultValue;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import java.util.Optional;

/**
 * Which of Kong's consumers a token stands for. Kong lets no external plugin look a consumer up by its custom_id.
 *
 * @param claim that names the consumer; without one there is no consumer
 * @param by what the claim is
 * @param optional whether tokens pass whose consumer Kong does not know
 */
public record ConsumerConfig(
        @Description("Claim, or path with dots, that names the Kong consumer; none for no consumer")
        @Examples({"azp", "sub"})
        Optional<String> claim,

        @Description("What the claim holds: the consumer's username or its id") @DefaultValue("username")
        By by,

        @Description("Whether tokens pass that name no consumer that Kong knows") @DefaultValue("false")
        boolean optional) {

    /** What names a consumer. */
    public enum By {
        /** Its user name. */
        USERNAME,
        /** Its id, a UUID. */
        ID
    }
}
