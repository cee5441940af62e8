package io.github.kongjava.plugins.tenantguard.identity;

/** What should name a tenant cannot be a name. The message says which source. */
final class MalformedNameException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedNameException(String message) {
        super(message);
    }
}
