package io.github.kongjava.pdk;

/** Who made a response. */
public enum ResponseSource {
    /** The upstream. */
    SERVICE,
    /** A plugin, or Kong itself, that ended the request early. */
    EXIT,
    /** Kong, because something failed: no upstream, a bad request, a plugin that threw. */
    ERROR
}
