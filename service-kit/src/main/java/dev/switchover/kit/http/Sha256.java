package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes in hexadecimal. */
public final class Sha256 {

    private Sha256() {}

    /** Each part is hashed for itself, so that no two lists of parts run into the same bytes. */
    static String of(String... parts) {
        var all = digest();
        for (var part : parts) {
            all.update(digest().digest(part.getBytes(UTF_8)));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
