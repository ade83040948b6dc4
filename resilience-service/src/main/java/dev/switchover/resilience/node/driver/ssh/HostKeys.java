package dev.switchover.resilience.node.driver.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The public keys by which a node is known. Whoever shows another is not that node. */
record HostKeys(List<PublicKey> keys) {

    static HostKeys read(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("No host key is given, so no host can be trusted.");
        }
        return new HostKeys(lines.stream().map(HostKeys::key).toList());
    }

    boolean contain(PublicKey shown) {
        return keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, shown));
    }

    /** The same, with those first that make a host show a key that we know, for many have one of each type. */
    <T extends NamedResource> List<T> first(List<T> signatures) {
        Set<String> known = keys.stream().map(KeyUtils::getKeyType).collect(Collectors.toSet());
        return signatures.stream()
                .sorted(Comparator.comparing(
                        (T signature) -> !known.contains(KeyUtils.getCanonicalKeyType(signature.getName()))))
                .toList();
    }

    private static PublicKey key(String line) {
        try {
            var key = PublicKeyEntry.parsePublicKeyEntry(line.strip())
                    .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
            if (key == null) {
                throw new IllegalArgumentException("no key");
            }
            return key;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("Not a host key, TYPE BASE64: " + line, e);
        }
    }
}
