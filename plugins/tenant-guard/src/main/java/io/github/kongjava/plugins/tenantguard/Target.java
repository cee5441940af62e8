package io.github.kongjava.plugins.tenantguard;

/**
 * A host and its port.
 *
 * @param host its name or address
 * @param port its port
 */
record Target(String host, int port) {

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Target of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!host.matches("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]") || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no host:port");
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("\"" + text + "\" has no port from 1 to 65535");
        }
        return new Target(host, number);
    }
}
