package io.github.kongjava.testkit.simulation;

/** A line that a plugin wrote to Kong's log: its level as in the function's name, and its text. */
public record LogLine(String level, String text) {}
