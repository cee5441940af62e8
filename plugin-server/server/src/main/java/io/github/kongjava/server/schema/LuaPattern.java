package io.github.kongjava.server.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A Lua pattern, as LuaJIT's {@code string.match} understands it in Kong: on bytes, not characters. Immutable.
 *
 * <p>Matching is bounded: a pattern that backtracks too much on a text gives an exception rather than an endless search.
 */
final class LuaPattern {

    private static final int MAX_CAPTURES = 32;

    private final byte[] pattern;

    private LuaPattern(byte[] pattern) {
        this.pattern = pattern;
    }

    /**
     * Checks and keeps a pattern.
     *
     * @throws IllegalArgumentException if Lua would not take it; the message says why
     */
    static LuaPattern of(String pattern) {
        byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
        try {
            checkWhole(bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" is no Lua pattern: " + e.getMessage(), e);
        }
        return new LuaPattern(bytes);
    }

    /**
     * Whether the pattern is found in the text.
     *
     * @throws IllegalArgumentException if that takes too long to find out
     */
    boolean find(String text) {
        return new LuaMatch(pattern, text.getBytes(StandardCharsets.UTF_8)).find();
    }

    private static void checkWhole(byte[] p) {
        int opened = 0;
        boolean[] open = new boolean[MAX_CAPTURES];
        int at = p.length > 0 && p[0] == '^' ? 1 : 0;
        while (at < p.length) {
            switch (p[at]) {
                case '(' -> {
                    if (opened == MAX_CAPTURES) {
                        throw new IllegalArgumentException("it has more than 32 captures");
                    }
                    open[opened++] = true;
                    at++;
                }
                case ')' -> {
                    close(open, opened);
                    at++;
                }
                case '%' -> at = checkEscape(p, at, open, opened);
                default -> at = classEnd(p, at);
            }
        }
        for (boolean unclosed : open) {
            if (unclosed) {
                throw new IllegalArgumentException("a capture is not closed");
            }
        }
    }

    private static void close(boolean[] open, int opened) {
        for (int i = opened - 1; i >= 0; i--) {
            if (open[i]) {
                open[i] = false;
                return;
            }
        }
        throw new IllegalArgumentException("a ) closes nothing");
    }

    private static int checkEscape(byte[] p, int at, boolean[] open, int opened) {
        if (at + 1 == p.length) {
            throw new IllegalArgumentException("it ends with %");
        }
        byte next = p[at + 1];
        if (next == 'b') {
            if (at + 3 >= p.length) {
                throw new IllegalArgumentException("the balance b needs two characters");
            }
            return at + 4;
        }
        if (next == 'f') {
            if (at + 2 >= p.length || p[at + 2] != '[') {
                throw new IllegalArgumentException("the frontier f needs a set in brackets");
            }
            return classEnd(p, at + 2);
        }
        if (next >= '0' && next <= '9') {
            int capture = next - '1';
            if (capture < 0 || capture >= opened || open[capture]) {
                throw new IllegalArgumentException("%" + (char) next + " refers to no capture before it");
            }
        }
        return at + 2;
    }

    /** Where the single-character class that begins at {@code at} ends. */
    static int classEnd(byte[] p, int at) {
        int next = at + 1;
        if (p[at] == '%') {
            if (next == p.length) {
                throw new IllegalArgumentException("it ends with %");
            }
            return next + 1;
        }
        if (p[at] != '[') {
            return next;
        }
        if (next < p.length && p[next] == '^') {
            next++;
        }
        do {
            if (next >= p.length) {
                throw new IllegalArgumentException("a [ has no ]");
            }
            if (p[next++] == '%') {
                next++;
            }
        } while (next >= p.length || p[next] != ']');
        return next + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LuaPattern that && Arrays.equals(pattern, that.pattern);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pattern);
    }

    @Override
    public String toString() {
        return new String(pattern, StandardCharsets.UTF_8);
    }
}
