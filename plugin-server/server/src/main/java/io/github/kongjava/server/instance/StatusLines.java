package io.github.kongjava.server.instance;

import java.util.Map;
import java.util.TreeMap;

/** What a plugin says of itself for {@code kong-java status}: bounded, and printable whatever it was made of. Thread safe. */
final class StatusLines {

    private static final int MOST = 1_000;
    private static final int LONGEST = 200;

    private final Map<String, String> lines = new TreeMap<>();

    synchronized void put(String subject, String state) {
        String name = printable(subject);
        if (state.isEmpty()) {
            lines.remove(name);
        } else if (lines.size() < MOST || lines.containsKey(name)) {
            lines.put(name, printable(state));
        } else {
            throw new IllegalStateException("a plugin has at most " + MOST + " lines of status; take some away");
        }
    }

    synchronized Map<String, String> all() {
        return new TreeMap<>(lines);
    }

    private static String printable(String text) {
        return text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
