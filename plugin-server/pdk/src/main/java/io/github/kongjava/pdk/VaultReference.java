package io.github.kongjava.pdk;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code {vault://name/resource/key?config#version}}.
 *
 * @param name the vault
 * @param resource the secret
 * @param key the part of the secret, if it has parts
 * @param config settings of the vault for this reference
 * @param version the secret's version
 */
public record VaultReference(
        String name,
        String resource,
        Optional<String> key,
        Map<String, @Nullable Object> config,
        Optional<Long> version) {}
