package io.github.kongjava.plugins.forwardauth;

import java.net.URI;
import java.net.URISyntaxException;

/** The address of the service. */
final class ServiceUrl {

    private ServiceUrl() {}

    /** The address, or an exception that names the field. */
    static URI checked(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("service_url: no URL, see position " + e.getIndex(), e);
        }
        throw new IllegalArgumentException("service_url: needs http or https and a host, and neither user name nor"
                + " fragment; give secrets in service_headers");
    }

    /** The address without its query, which may hold a secret. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
