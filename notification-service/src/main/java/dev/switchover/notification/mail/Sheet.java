package dev.switchover.notification.mail;

import java.nio.charset.StandardCharsets;

/** A finished mail: what the log keeps of it, and the mail itself, which it does not; that is all ASCII. */
public record Sheet(String messageId, String sha256, String mime) {

    public byte[] bytes() {
        return mime.getBytes(StandardCharsets.US_ASCII);
    }
}
