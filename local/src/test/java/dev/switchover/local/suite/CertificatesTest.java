package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    @TempDir
    Path root;

    @Test
    void theAuthoritySignedTheCertificateOfThisMachinesRoleEndpoints() throws Exception {
        var made = Certificates.kept(Home.of(root));

        var authority = read(made.authority());
        var certificate = read(made.certificate());
        certificate.verify(authority.getPublicKey());
        authority.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1");
        assertThat(isKeyOf(made.key(), certificate)).isTrue();
        assertThat(Files.getPosixFilePermissions(made.key())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itIsMadeOnce() throws Exception {
        var first = Files.readString(Certificates.kept(Home.of(root)).authority());

        assertThat(Certificates.kept(Home.of(root)).authority()).hasContent(first);
        try (var files = Files.list(Certificates.of(Home.of(root)).directory())) {
            assertThat(files).as("nobody can issue more").hasSize(3);
        }
    }

    private static X509Certificate read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static boolean isKeyOf(Path file, X509Certificate certificate) throws Exception {
        var encoded = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(new byte[] {1, 2, 3});
        var proof = signature.sign();
        signature.initVerify(certificate);
        signature.update(new byte[] {1, 2, 3});
        return signature.verify(proof);
    }
}
