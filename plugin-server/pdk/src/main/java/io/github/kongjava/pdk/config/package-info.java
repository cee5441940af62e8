/**
 * Annotations for the components of a plugin's config record; each stands for an attribute of Kong's schema.
 *
 * <p>A component is a field, its name in snake case: {@code maxAge} is {@code max_age}. Its Java type gives the type:
 *
 * <ul>
 *   <li>{@code String}, {@link io.github.kongjava.pdk.config.Secret}, {@link java.net.URI}, enum: string. Of an enum Kong
 *       takes the names of the constants in lower case.
 *   <li>{@code int}, {@code long}: integer. {@code double}, {@code float}: number. {@code boolean}: boolean.
 *   <li>{@link java.time.Duration}: number of seconds, or integer of milliseconds with
 *       {@link io.github.kongjava.pdk.config.Milliseconds}.
 *   <li>{@code List}: array. {@code Set}: set. {@code Map} with strings as keys: map. A record: record.
 * </ul>
 *
 * <p>A field is required: a user must give it unless it has a {@link io.github.kongjava.pdk.config.DefaultValue}, primitive or not.
 * It is optional if its type is {@code Optional<…>}, {@code OptionalInt}, {@code OptionalLong}, {@code OptionalDouble}, or
 * if it is {@code @Nullable}. A nested record that is left out has the defaults of its own fields, as in Kong.
 *
 * <p>Annotations stand before the type and hold for the value inside an {@code Optional}. Those of elements, keys and
 * values stand before the type argument: {@code List<@LenMin(3) String>}. Rules over several fields stand on the record.
 *
 * <p>Kong checks all of this when a user configures the plugin; the server checks it again when an instance starts.
 */
@NullMarked
package io.github.kongjava.pdk.config;

import org.jspecify.annotations.NullMarked;
