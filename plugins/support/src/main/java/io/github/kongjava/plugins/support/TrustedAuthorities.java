package io.github.kongjava.plugins.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with services whose certificates come from an authority that Java does not know. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * TLS that trusts these authorities, and none of those that Java knows.
     *
     * @param field names the setting in the message
     * @param pem one certificate or several, in PEM
     * @throws IllegalArgumentException if there is no certificate, or one that is none
     */
    public static SSLContext only(String field, String pem) {
        Collection<? extends Certificate> certificates = certificates(field, pem);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority " + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String field, String pem) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(field + ": has something that is no certificate in PEM", e);
        }
        throw new IllegalArgumentException(field + ": has no certificate in PEM");
    }
}
