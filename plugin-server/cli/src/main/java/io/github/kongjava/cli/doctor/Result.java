package io.github.kongjava.cli.doctor;

import java.util.Locale;

/** What a check found out about one thing. */
public sealed interface Result {

    /** What was looked at and how it is, in one line. */
    String message();

    /** As it should be. */
    record Ok(String message) implements Result {}

    /** It may do harm. */
    record Warn(String message, String remedy) implements Result {}

    /** It does not work. */
    record Fail(String message, String remedy) implements Result {}

    /** What to do about it; empty if there is nothing to do. */
    default String todo() {
        if (this instanceof Warn warn) {
            return warn.remedy();
        }
        return this instanceof Fail fail ? fail.remedy() : "";
    }

    /** The word for it: ok, warn or fail. */
    default String level() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
