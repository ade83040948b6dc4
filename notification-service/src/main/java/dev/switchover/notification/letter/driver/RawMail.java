package dev.switchover.notification.letter.driver;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A mail that is written exactly as it was stored, and knows whether all of it has been written. */
final class RawMail extends MimeMessage {

    private final byte[] bytes;
    private boolean allWritten;

    RawMail(Session session, byte[] bytes) {
        super(session);
        this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(bytes);
        allWritten = true;
    }

    boolean allWritten() {
        return allWritten;
    }
}
