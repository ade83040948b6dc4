package dev.switchover.notification.letter.claims;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail ready to go, or what is left of it when the person has been erased. */
public final class StoredMail {

    private final @Nullable String recipient;
    private final byte @Nullable [] mime;
    private final Instant madeAt;
    private final @Nullable String pointless;

    StoredMail(@Nullable String recipient, byte @Nullable [] mime, Instant madeAt, @Nullable String pointless) {
        this.recipient = recipient;
        this.mime = mime;
        this.madeAt = madeAt;
        this.pointless = pointless;
    }

    /** Why it is not to be sent; empty if it is. What has become pointless is tried once all the same: only late it misleads. */
    public Optional<String> heldBack(int attempt) {
        if (isErased()) {
            return Optional.of("The recipient has been erased.");
        }
        return attempt > 1 ? Optional.ofNullable(pointless) : Optional.empty();
    }

    public boolean isErased() {
        return recipient == null || mime == null;
    }

    public String recipient() {
        return Objects.requireNonNull(recipient, "erased");
    }

    public byte[] mime() {
        return Objects.requireNonNull(mime, "erased").clone();
    }

    public Instant madeAt() {
        return madeAt;
    }
}
