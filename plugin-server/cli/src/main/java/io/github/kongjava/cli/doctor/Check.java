package io.github.kongjava.cli.doctor;

import java.util.List;

/** Looks at one part of an installation; changes nothing. */
public interface Check {

    /** The part, in a word. */
    String name();

    /** At least one result. */
    List<Result> run();
}
