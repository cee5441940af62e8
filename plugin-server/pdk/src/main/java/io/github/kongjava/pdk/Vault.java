package io.github.kongjava.pdk;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets that are kept outside Kong: {@code kong.vault}. MsgPack only. */
public interface Vault {

    /**
     * The secret that a reference names; empty if there is none, or the reference is malformed.
     *
     * <p>Lua: {@code kong.vault.get}; MsgPack only. Phases: any.
     *
     * @param reference such as {@code {vault://env/name}}
     */
    Optional<String> get(String reference);

    /**
     * Whether the text looks like a reference.
     *
     * <p>Lua: {@code kong.vault.is_reference}; MsgPack only. Phases: any.
     */
    boolean isReference(String text);

    /**
     * The parts of a reference; empty if it is malformed.
     *
     * <p>Lua: {@code kong.vault.parse_reference}; MsgPack only. Phases: any.
     */
    Optional<VaultReference> parseReference(String reference);

    /**
     * Fetches the secrets that options refer to in {@code $refs} and puts them in.
     *
     * <p>Lua: {@code kong.vault.update}; MsgPack only. Phases: any.
     *
     * @param options what {@link RequestContext} describes
     * @return the options with their secrets
     */
    Map<String, @Nullable Object> update(Map<String, ?> options);
}
