package io.github.kongjava.server.schema;

/** The character classes of Lua patterns, in the C locale. */
final class LuaClass {

    private LuaClass() {}

    /** Whether {@code %name} has the byte; a letter in upper case is the complement, anything else stands for itself. */
    static boolean contains(int name, int c) {
        boolean letter = isUpper(name) || isLower(name);
        if (!letter || "acdglpsuwxz".indexOf(name | 0x20) < 0) {
            return name == c;
        }
        boolean upper = name < 'a';
        return lower(name | 0x20, c) != upper;
    }

    private static boolean lower(int name, int c) {
        return switch (name) {
            case 'a' -> isLower(c) || isUpper(c);
            case 'c' -> c < 32 || c == 127;
            case 'd' -> isDigit(c);
            case 'g' -> c > 32 && c < 127;
            case 'l' -> isLower(c);
            case 'p' -> c > 32 && c < 127 && !isLower(c) && !isUpper(c) && !isDigit(c);
            case 's' -> c == ' ' || (c >= '\t' && c <= '\r');
            case 'u' -> isUpper(c);
            case 'w' -> isLower(c) || isUpper(c) || isDigit(c);
            case 'x' -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            default -> c == 0;
        };
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
