package dev.switchover.kit.testing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The key pair of this test run: the service trusts its public half by {@link TestSettings}. */
final class TestKeys {

    // the service's class loader and the tests' share nothing but these
    private static final String PRIVATE = "switchover.test.private-key";
    private static final String PUBLIC = "switchover.test.public-key";

    static PrivateKey ours() {
        try {
            var encoded = Base64.getDecoder().decode(shared(PRIVATE));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String publicKey() {
        return shared(PUBLIC);
    }

    static KeyPair another() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shared(String property) {
        synchronized (System.getProperties()) {
            if (System.getProperty(property) == null) {
                var keys = another();
                System.setProperty(PRIVATE, base64(keys.getPrivate().getEncoded()));
                System.setProperty(PUBLIC, base64(keys.getPublic().getEncoded()));
            }
            return System.getProperty(property);
        }
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
