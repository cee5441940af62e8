package io.github.kongjava.server.schema;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with something, collected so that all of it can be told at once. Not thread safe. */
public final class Problems {

    private static final int SHOWN = 50;

    private final List<String> problems = new ArrayList<>();

    /** Adds what is wrong at a place. */
    public void add(String where, String what) {
        problems.add(where + ": " + what.replaceAll("\\p{Cntrl}+", " "));
    }

    /** Whether nothing is wrong so far. */
    public boolean none() {
        return problems.isEmpty();
    }

    /** How many there are. */
    int count() {
        return problems.size();
    }

    /** All of them, in the order in which they were found. */
    public List<String> list() {
        return List.copyOf(problems);
    }

    /** All of them in one line; the first 50 when there are more. */
    public static String inOneLine(List<String> problems) {
        String text = String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())));
        return problems.size() > SHOWN ? text + "; and " + (problems.size() - SHOWN) + " more" : text;
    }
}
