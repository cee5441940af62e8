package io.github.kongjava.server.schema;

/** One search of a checked Lua pattern in a text; the algorithm is that of Lua's {@code lstrlib.c}. Used by one thread. */
final class LuaMatch {

    private static final int NONE = -1;
    private static final int ORDINARY = -2;
    private static final int OPEN = -1;
    private static final int POSITION = -2;
    private static final int MAX_STEPS = 20_000_000;

    private final byte[] p;
    private final byte[] text;
    private final int[] start = new int[32];
    private final int[] length = new int[32];
    private int level;
    private int steps;

    LuaMatch(byte[] pattern, byte[] text) {
        this.p = pattern;
        this.text = text;
    }

    boolean find() {
        if (p.length > 0 && p[0] == '^') {
            return match(0, 1) != NONE;
        }
        for (int from = 0; from <= text.length; from++) {
            level = 0;
            if (match(from, 0) != NONE) {
                return true;
            }
        }
        return false;
    }

    /** Matches the pattern from {@code q} at {@code s}; the end of the match, or {@link #NONE}. */
    private int match(int s, int q) {
        step();
        if (q == p.length) {
            return s;
        }
        return switch (p[q]) {
            case '(' -> q + 1 < p.length && p[q + 1] == ')' ? capture(s, q + 2, POSITION) : capture(s, q + 1, OPEN);
            case ')' -> endCapture(s, q + 1);
            case '$' -> q + 1 < p.length ? items(s, q) : s == text.length ? s : NONE;
            case '%' -> escaped(s, q);
            default -> items(s, q);
        };
    }

    private int escaped(int s, int q) {
        int after = special(s, q);
        if (after == ORDINARY) {
            return items(s, q);
        }
        return after == NONE ? NONE : match(after, afterSpecial(q));
    }

    private int afterSpecial(int q) {
        return switch (p[q + 1]) {
            case 'b' -> q + 4;
            case 'f' -> LuaPattern.classEnd(p, q + 2);
            default -> q + 2;
        };
    }

    /** Matches a character class with what follows it: a repetition, or the rest of the pattern. */
    private int items(int s, int q) {
        int end = LuaPattern.classEnd(p, q);
        byte suffix = end < p.length ? p[end] : 0;
        return switch (suffix) {
            case '?' -> optional(s, q, end);
            case '*' -> longest(s, q, end, 0);
            case '+' -> longest(s, q, end, 1);
            case '-' -> shortest(s, q, end);
            default -> single(s, q, end) ? match(s + 1, end) : NONE;
        };
    }

    private int optional(int s, int q, int end) {
        int taken = single(s, q, end) ? match(s + 1, end + 1) : NONE;
        return taken == NONE ? match(s, end + 1) : taken;
    }

    /** {@code %b}, {@code %f} or a back reference: the place after it, {@link #NONE}, or {@link #ORDINARY}. */
    private int special(int s, int q) {
        byte kind = p[q + 1];
        if (kind == 'b') {
            return balance(s, q + 2);
        }
        if (kind == 'f') {
            int end = LuaPattern.classEnd(p, q + 2);
            int before = s == 0 ? 0 : text[s - 1] & 0xff;
            int here = s < text.length ? text[s] & 0xff : 0;
            return !inSet(before, q + 2, end - 1) && inSet(here, q + 2, end - 1) ? s : NONE;
        }
        return kind >= '1' && kind <= '9' ? backReference(s, kind - '1') : ORDINARY;
    }

    private int capture(int s, int q, int what) {
        start[level] = s;
        length[level] = what;
        level++;
        int end = match(s, q);
        if (end == NONE) {
            level--;
        }
        return end;
    }

    private int endCapture(int s, int q) {
        int closing = level - 1;
        while (length[closing] != OPEN) {
            closing--;
        }
        length[closing] = s - start[closing];
        int end = match(s, q);
        if (end == NONE) {
            length[closing] = OPEN;
        }
        return end;
    }

    private int backReference(int s, int index) {
        int size = length[index];
        if (size < 0 || text.length - s < size) {
            return NONE;
        }
        for (int i = 0; i < size; i++) {
            if (text[start[index] + i] != text[s + i]) {
                return NONE;
            }
        }
        return s + size;
    }

    private int balance(int s, int q) {
        if (s >= text.length || text[s] != p[q]) {
            return NONE;
        }
        int depth = 1;
        for (int i = s + 1; i < text.length; i++) {
            step();
            if (text[i] == p[q + 1]) {
                if (--depth == 0) {
                    return i + 1;
                }
            } else if (text[i] == p[q]) {
                depth++;
            }
        }
        return NONE;
    }

    private int longest(int s, int q, int end, int least) {
        int taken = 0;
        while (single(s + taken, q, end)) {
            step();
            taken++;
        }
        for (; taken >= least; taken--) {
            int rest = match(s + taken, end + 1);
            if (rest != NONE) {
                return rest;
            }
        }
        return NONE;
    }

    private int shortest(int from, int q, int end) {
        int s = from;
        while (true) {
            int rest = match(s, end + 1);
            if (rest != NONE) {
                return rest;
            }
            if (!single(s, q, end)) {
                return NONE;
            }
            s++;
        }
    }

    private boolean single(int s, int q, int end) {
        if (s >= text.length) {
            return false;
        }
        int c = text[s] & 0xff;
        return switch (p[q]) {
            case '.' -> true;
            case '%' -> LuaClass.contains(p[q + 1] & 0xff, c);
            case '[' -> inSet(c, q, end - 1);
            default -> (p[q] & 0xff) == c;
        };
    }

    /** Whether the byte is in the set between the brackets at {@code open} and {@code close}. */
    private boolean inSet(int c, int open, int close) {
        boolean in = true;
        int q = open + 1;
        if (p[q] == '^') {
            in = false;
            q++;
        }
        for (; q < close; q++) {
            if (p[q] == '%') {
                q++;
                if (LuaClass.contains(p[q] & 0xff, c)) {
                    return in;
                }
            } else if (q + 2 < close && p[q + 1] == '-') {
                if ((p[q] & 0xff) <= c && c <= (p[q + 2] & 0xff)) {
                    return in;
                }
                q += 2;
            } else if ((p[q] & 0xff) == c) {
                return in;
            }
        }
        return !in;
    }

    private void step() {
        if (++steps > MAX_STEPS) {
            throw new IllegalArgumentException("is too long to be matched against its pattern");
        }
    }
}
