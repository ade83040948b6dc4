package dev.switchover.local.landscape;

import dev.switchover.local.suite.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** The key that opens the stand-ins: made once, kept among the secrets of the suite. */
record NodeKey(Path file) {

    static final String NAME = "stand-in-nodes";

    static NodeKey kept(Home home) {
        var key = new NodeKey(home.secrets().resolve(NAME));
        if (!Files.exists(key.file())) {
            key.make();
        }
        return key;
    }

    String publicKey() {
        try {
            return Files.readString(publicFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path publicFile() {
        return file.resolveSibling(NAME + ".pub");
    }

    private void make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var writer = OpenSSHKeyPairResourceWriter.INSTANCE;
            Home.writeSecretly(publicFile(), text(out -> writer.writePublicKey(pair.getPublic(), NAME, out)));
            Home.writeSecretly(file, text(out -> writer.writePrivateKey(pair, NAME, null, out)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key for the stand-ins cannot be made", e);
        }
    }

    /** Writes key material as text. */
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException, GeneralSecurityException;
    }

    private static String text(Writing writing) throws IOException, GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
