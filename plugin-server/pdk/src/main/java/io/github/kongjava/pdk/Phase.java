package io.github.kongjava.pdk;

/** The phases of a request in which an external plugin can take part, in the order in which Kong runs them. */
public enum Phase {
    /** A TLS handshake; see {@link CertificatePhase}. */
    CERTIFICATE("certificate"),
    /** Before the route is known; see {@link RewritePhase}. */
    REWRITE("rewrite"),
    /** Before the request goes to the upstream; see {@link AccessPhase}. */
    ACCESS("access"),
    /** After the whole response of the upstream has come; see {@link ResponsePhase}. */
    RESPONSE("response"),
    /** A new TCP or UDP stream; see {@link PrereadPhase}. */
    PREREAD("preread"),
    /** After the client has its answer; see {@link LogPhase}. */
    LOG("log");

    private final String kongName;

    Phase(String kongName) {
        this.kongName = kongName;
    }

    /** The phase's name as Kong writes it. */
    public String kongName() {
        return kongName;
    }
}
