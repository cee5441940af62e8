package io.github.kongjava.testkit.simulation;

/** One header line; the texts have one character a byte. */
public record Header(String name, String value) {}
