package dev.switchover.resilience.roles.rest;

import dev.switchover.resilience.roles.RolesConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A certificate of the role port and its key, as read together from files that somebody renews while the service runs. */
record Certificate(String chain, String key) {

    private static final byte[] ANYTHING = {1, 2, 3};

    /** What is known already is not tried again. */
    static Optional<Certificate> of(RolesConfig.Tls config, @Nullable Certificate known) throws IOException {
        if (config.certificate().isEmpty() || config.key().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(config.certificate().get(), config.key().get(), known));
    }

    /** The two files are not written at once: only a key that fits is good. */
    private static Certificate read(Path chain, Path key, @Nullable Certificate known) throws IOException {
        var read = new Certificate(Files.readString(chain), Files.readString(key));
        if (read.equals(known)) {
            return read;
        }
        try {
            read.requireFit();
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The key in " + key + " does not fit the certificate in " + chain, e);
        }
    }

    PemKeyCertOptions pem() {
        return new PemKeyCertOptions().setCertValue(Buffer.buffer(chain)).setKeyValue(Buffer.buffer(key));
    }

    private void requireFit() throws GeneralSecurityException {
        var first = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)));
        var open = first.getPublicKey();
        if (!fit(open, privateKey(open.getAlgorithm()))) {
            throw new GeneralSecurityException("what one signs the other does not know");
        }
    }

    private PrivateKey privateKey(String algorithm) throws GeneralSecurityException {
        var encoded = key.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    }

    private static boolean fit(PublicKey open, PrivateKey secret) throws GeneralSecurityException {
        var algorithm = open.getAlgorithm();
        var signature = Signature.getInstance(
                switch (algorithm) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> algorithm;
                });
        signature.initSign(secret);
        signature.update(ANYTHING);
        var signed = signature.sign();
        signature.initVerify(open);
        signature.update(ANYTHING);
        return signature.verify(signed);
    }

    /** Not what it is made of. */
    @Override
    public String toString() {
        return "certificate of the role port";
    }
}
