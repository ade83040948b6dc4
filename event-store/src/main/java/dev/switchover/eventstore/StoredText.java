package dev.switchover.eventstore;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.erdtman.jcs.JsonCanonicalizer;

/** What may be stored as text, and its fingerprint. */
final class StoredText {

    private static final String ESCAPED_NUL = "\\u0000";

    private StoredText() {}

    /** The text itself, unless it holds U+0000 or half a surrogate pair, neither of which PostgreSQL can store. */
    static String storable(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new UnstorableEventException(what + " holds U+0000, which cannot be stored");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new UnstorableEventException(what + " holds half a surrogate pair, which cannot be stored");
            }
        }
        return text;
    }

    /** As {@link #storable}, for JSON, where U+0000 may also be written as an escape. */
    static String storableJson(String what, String json) {
        for (int i = json.indexOf(ESCAPED_NUL); i >= 0; i = json.indexOf(ESCAPED_NUL, i + 1)) {
            if (isEscape(json, i)) {
                throw new UnstorableEventException(what + " holds U+0000, which cannot be stored");
            }
        }
        return storable(what, json);
    }

    /** SHA-256 of the canonical form (RFC 8785), which is the same however the database prints the JSON. */
    static byte[] hash(String what, String json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(new JsonCanonicalizer(json).getEncodedUTF8());
        } catch (IOException e) {
            throw new UnstorableEventException(what + " has no canonical form: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEscape(String json, int backslash) {
        int first = backslash;
        while (first > 0 && json.charAt(first - 1) == '\\') {
            first--;
        }
        return (backslash - first) % 2 == 0;
    }
}
