package io.github.kongjava.pdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Values that live as long as the request, under names.
 *
 * <p>A value is a {@link String}, a {@link Long}, a {@link Double}, a {@link Boolean}, a {@link List} of values or a {@link
 * Map} from strings to values. Lua has one type of number: what has no fraction is a long here, within ±2<sup>53</sup>. Lua
 * has one type of table: an empty map is an empty list here. To set there are also {@code byte[]}, for text that is not
 * UTF-8, and any {@link Number} that fits; neither lists nor maps may hold null, nor be nested deeper than 50.
 *
 * <p>What ProtoBuf cannot carry: {@code false}, which becomes a missing value there, also in a map, and is refused in a list.
 *
 * <p>Used by the thread that runs the phase.
 */
public interface RequestContext {

    /**
     * Keeps a value.
     *
     * @throws IllegalArgumentException if it is of no type named above
     */
    void set(String key, Object value);

    /** Removes a value. */
    void remove(String key);

    /** The value, of one of the types named above. */
    Optional<Object> get(String key);

    /**
     * A text; what is not UTF-8 is read as ISO-8859-1.
     *
     * @throws ClassCastException if the value is no text
     */
    Optional<String> text(String key);

    /**
     * A text's bytes.
     *
     * @throws ClassCastException if the value is no text
     */
    Optional<byte[]> bytes(String key);

    /**
     * A number without fraction.
     *
     * @throws ClassCastException if the value is none
     */
    OptionalLong whole(String key);

    /**
     * A number.
     *
     * @throws ClassCastException if the value is none
     */
    OptionalDouble number(String key);

    /**
     * A boolean; false if there is none, which is all that ProtoBuf can tell of {@code false}.
     *
     * @throws ClassCastException if the value is no boolean
     */
    boolean flag(String key);

    /**
     * A list. An element may be null if a Lua plugin left a gap; in ProtoBuf the list ends there.
     *
     * @throws ClassCastException if the value is no list
     */
    Optional<List<@Nullable Object>> list(String key);

    /**
     * A map.
     *
     * @throws ClassCastException if the value is no map
     */
    Optional<Map<String, @Nullable Object>> map(String key);
}
