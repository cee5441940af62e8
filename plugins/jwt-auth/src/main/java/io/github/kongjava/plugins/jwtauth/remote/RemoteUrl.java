package io.github.kongjava.plugins.jwtauth.remote;

import java.net.URI;

/** Which addresses of issuers may be asked. */
public final class RemoteUrl {

    private RemoteUrl() {}

    /**
     * The address, if it is https (or http, where that is allowed), with a host and without user name and fragment.
     *
     * @param name of the field or document, for the message
     * @throws IllegalArgumentException if it is not
     */
    public static URI checked(String name, URI url, boolean allowHttp) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (http && !allowHttp) {
            throw new IllegalArgumentException(
                    name + ": plain http lets anyone on the way answer; use https, or allow_http"
                            + " where the way is trusted");
        }
        if (!(https || http) || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    name + ": an address with https and a host is needed, without user name and fragment");
        }
        return url;
    }
}
