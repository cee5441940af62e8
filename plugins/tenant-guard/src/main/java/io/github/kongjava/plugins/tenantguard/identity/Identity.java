package io.github.kongjava.plugins.tenantguard.identity;

/** Whose request it is. */
public sealed interface Identity {

    /**
     * All sources that name a tenant name this one.
     *
     * @param name of well-formed characters and length
     */
    record Of(String name) implements Identity {}

    /** No source names one. */
    record Missing() implements Identity {}

    /**
     * It cannot be told.
     *
     * @param reason for the log; nothing of the request is in it
     */
    record Refused(String reason) implements Identity {}
}
