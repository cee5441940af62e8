package io.github.kongjava.plugins.tenantguard.identity;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.tenantguard.config.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whose request it is: all sources that name a tenant must name the same one. The order of sources is that in which
 * they are asked; the first fault is told. Immutable, thread safe.
 */
public final class Identification {

    /** A source and what people call it. */
    private record Named(String shown, Place place) {}

    private final List<Named> places;
    private final int longest;

    /**
     * From these sources, of names up to a length.
     *
     * @throws IllegalArgumentException if one has not what it needs; the message names the field
     */
    public Identification(List<Source> sources, int longest) {
        List<Named> found = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String shown = "sources[" + (i + 1) + "]";
            try {
                found.add(new Named(shown, Places.of(sources.get(i))));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(shown + "." + e.getMessage(), e);
            }
        }
        places = List.copyOf(found);
        this.longest = longest;
    }

    /** Whose request it is, by what the request has and these of its headers. */
    public Identity of(Kong kong, Headers headers) {
        Optional<String> known = Optional.empty();
        for (Named source : places) {
            List<String> names;
            try {
                names = source.place().names(kong, headers);
            } catch (MalformedNameException e) {
                return new Identity.Refused(source.shown() + ": " + e.getMessage());
            }
            for (String name : names) {
                if (!wellFormed(name)) {
                    return new Identity.Refused(source.shown() + ": the name has other characters or is too long");
                } else if (known.isPresent() && !known.get().equals(name)) {
                    return new Identity.Refused(
                            source.shown() + ": names another tenant than a source before it, or two");
                }
                known = Optional.of(name);
            }
        }
        return known.<Identity>map(Identity.Of::new).orElseGet(Identity.Missing::new);
    }

    private boolean wellFormed(String name) {
        return !name.isEmpty()
                && name.length() <= longest
                && plain(name.charAt(0)) // ".." would be a way elsewhere, and "-a" an option
                && name.chars().allMatch(c -> plain(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
