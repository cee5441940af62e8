package io.github.kongjava.plugins.forwardauth;

/** Getting an answer, which may take until a deadline. */
@FunctionalInterface
interface Asking {

    Answer ask() throws InterruptedException;
}
