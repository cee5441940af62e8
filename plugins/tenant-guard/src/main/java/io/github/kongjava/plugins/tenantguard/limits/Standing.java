package io.github.kongjava.plugins.tenantguard.limits;

/**
 * How much of a limit is left.
 *
 * @param remaining how many requests fit now
 * @param waitMillis until one more fits; 0 if one does
 * @param resetMillis until all of it is free
 */
public record Standing(long remaining, long waitMillis, long resetMillis) {}
