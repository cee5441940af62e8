package io.github.kongjava.e2e.kong;

/** How Kong comes to know the plugins. */
public enum Queries {
    /** It runs {@code kong-java dump} for each. */
    BY_COMMAND,
    /** It reads the files that {@code kong-java dump --all} wrote. */
    FROM_FILES
}
