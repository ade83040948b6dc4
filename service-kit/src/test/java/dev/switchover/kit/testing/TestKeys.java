package dev.switchover.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The key pair of this user's tests: the service trusts its public half by {@link TestSettings}. It is kept for all, for one is
 * sought for seconds.
 */
final class TestKeys {

    // the service's class loader and the tests' share nothing but these
    private static final String PRIVATE = "switchover.test.private-key";
    private static final String PUBLIC = "switchover.test.public-key";

    private static final Path KEPT =
            Path.of(System.getProperty("java.io.tmpdir"), "switchover-test-key-" + System.getProperty("user.name"));

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
                var halves = kept();
                System.setProperty(PRIVATE, halves.getFirst());
                System.setProperty(PUBLIC, halves.getLast());
            }
            return System.getProperty(property);
        }
    }

    /** The private half and the public one. */
    private static List<String> kept() {
        try {
            if (!Files.exists(KEPT)) {
                var keys = another();
                var fresh = Files.createTempFile(KEPT.getParent(), "switchover-test-key", ".new"); // for nobody else
                Files.write(fresh, List.of(base64(keys.getPrivate()), base64(keys.getPublic())));
                Files.move(fresh, KEPT, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readAllLines(KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
