package dev.switchover.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was received.
 *
 * @param number counts all mails ever received here, from 1
 * @param recipient the address in the envelope
 * @param language the header Content-Language
 * @param raw where the bytes are to be had, below the page's address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mail(
        long number,
        Instant receivedAt,
        String recipient,
        @Nullable String from,
        List<String> to,
        @Nullable String subject,
        @Nullable String messageId,
        @Nullable String language,
        List<Part> parts,
        String raw) {

    /** One leaf of the mail's tree; {@code content} only of text. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String type,
            @Nullable String fileName,
            @Nullable String content) {}

    /** The content of the first part of that type. */
    public String text(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type) && part.content() != null)
                .map(part -> String.valueOf(part.content()))
                .findFirst()
                .orElse("");
    }
}
