package dev.switchover.notification.mail;

import io.quarkus.qute.Engine;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Puts a letter into words, in the reader's language and by the reader's clock. */
@Singleton
public class Pen {

    private static final String SUBJECT = "Subject: ";

    private final Engine qute;

    public Pen(Engine qute) {
        this.qute = qute;
    }

    public Words write(Letter letter, Reader reader, Letterhead head) {
        var id = "mail/%s/%s".formatted(reader.language().tag(), letter.template());
        var written = Objects.requireNonNull(qute.getTemplate(id), id)
                .data("mail", letter, "reader", reader, "head", head)
                .render();
        var endOfSubject = written.indexOf('\n');
        var subject = OneLine.of(written.substring(SUBJECT.length(), endOfSubject));
        var text = written.substring(endOfSubject).strip() + "\n";
        return new Words(subject, text, page(reader.language(), subject, text));
    }

    private String page(Language language, String subject, String text) {
        return Objects.requireNonNull(qute.getTemplate("mail/Page"))
                .data("language", language, "subject", subject, "blocks", Block.of(text))
                .render();
    }
}
