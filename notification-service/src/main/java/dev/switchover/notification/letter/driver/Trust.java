package dev.switchover.notification.letter.driver;

import dev.switchover.kit.security.SecretMissing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Believes servers whose certificates lead to given ones, and no others. */
final class Trust {

    private Trust() {}

    static SSLSocketFactory in(String pem) {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store(pem));
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (CertificateException e) {
            throw new SecretMissing("What switchover.smtp.trust-ref leads to holds no certificate in PEM");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(text);
        if (certificates.isEmpty()) {
            throw new CertificateException("empty");
        }
        for (var certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }
}
