package dev.switchover.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.function.Supplier;

/** What only this machine may know: made once, kept in files that only the owner can read. */
final class Secrets {

    static final String SIGNING_KEY = "token-signing.key";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;

    Secrets(Home home) {
        this.directory = home.keys();
    }

    String password(String part) {
        return kept(part + ".password", () -> {
            var bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    /** The pair that signs and proves the local tokens. */
    KeyPair keyPair() {
        var encoded = signingKey();
        try {
            var factory = KeyFactory.getInstance("RSA");
            var key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
            var open = factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new KeyPair(open, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key in " + directory + " cannot be read", e);
        }
    }

    /** Its private half, as it is kept. */
    String signingKey() {
        return kept(SIGNING_KEY, Secrets::newKey);
    }

    private static String newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String kept(String name, Supplier<String> fresh) {
        var file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                Home.writeSecretly(file, fresh.get());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
