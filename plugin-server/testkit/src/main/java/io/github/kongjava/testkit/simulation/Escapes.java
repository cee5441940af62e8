package io.github.kongjava.testkit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Percent escapes and the normal form of paths, as Kong has them. */
final class Escapes {

    private static final String RESERVED = "!*'();:@&=+$,/?%#[]";
    private static final String COMPONENT = "-_.~!*'()";
    private static final String PATH = "-_.~!*'()" + ";:@&=+$,/%[]";

    private Escapes() {}

    /** The byte that the escape at the index stands for; -1 if there is none. */
    static int code(String text, int index) {
        if (index + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index + 1), 16);
        int low = Character.digit(text.charAt(index + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Escaped for a query argument. */
    static String component(String text) {
        return escape(text, COMPONENT);
    }

    /** Escaped for a path; escapes that are there stay. */
    static String path(String text) {
        return escape(text, PATH);
    }

    /** Kong's normal form: unreserved escapes decoded, dot segments and double slashes gone. */
    static String normalPath(String rawPath) {
        return withoutDots(decode(rawPath));
    }

    private static String decode(String rawPath) {
        StringBuilder result = new StringBuilder(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            int code = rawPath.charAt(i) == '%' ? code(rawPath, i) : -1;
            if (code < 0) {
                result.append(rawPath.charAt(i));
            } else {
                boolean reserved = RESERVED.indexOf(code) >= 0;
                result.append(reserved ? rawPath.substring(i, i + 3).toUpperCase(Locale.ROOT) : (char) code);
                i += 2;
            }
        }
        return result.toString();
    }

    private static String withoutDots(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        boolean directory = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            directory = part.isEmpty() || part.equals(".") || part.equals("..");
            if (part.equals("..")) {
                segments.pollLast();
            } else if (!directory) {
                segments.addLast(part);
            }
        }
        String joined = "/" + String.join("/", segments);
        return directory && joined.length() > 1 ? joined + "/" : joined;
    }

    private static String escape(String text, String safe) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || safe.indexOf(c) >= 0);
            if (plain) {
                result.append(c);
            } else {
                result.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return result.toString();
    }
}
