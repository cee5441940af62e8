package io.github.kongjava.server.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Kong, as far as schemas depend on it.
 *
 * @param major the first number
 * @param minor the second number
 */
public record KongVersion(int major, int minor) implements Comparable<KongVersion> {

    /** The oldest version that is aimed at when nothing else is said. */
    public static final KongVersion DEFAULT = new KongVersion(3, 9);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(\\..*)?");

    /**
     * Reads {@code 3.9} or {@code 3.9.1}.
     *
     * @throws IllegalArgumentException if it is no version
     */
    public static KongVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no version of Kong; write it as 3.9");
        }
        return new KongVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether it is that version or a later one. */
    public boolean atLeast(KongVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KongVersion other) {
        int byMajor = Integer.compare(major, other.major);
        return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
