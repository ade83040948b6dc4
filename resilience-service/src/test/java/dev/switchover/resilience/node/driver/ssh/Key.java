package dev.switchover.resilience.node.driver.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** A key pair in the forms that files hold. */
public record Key(KeyPair pair) {

    public static Key ecdsa() throws Exception {
        return new Key(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256));
    }

    static Key ed25519() throws Exception {
        return new Key(KeyUtils.generateKeyPair("ssh-ed25519", 256));
    }

    /** The public key of somebody else. */
    static String strange() {
        try {
            return ecdsa().publicLine();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String publicLine() {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    public String privateFile() throws Exception {
        var file = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "of a test", null, file);
        return file.toString(StandardCharsets.UTF_8);
    }
}
