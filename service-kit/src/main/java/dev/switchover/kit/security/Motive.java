package dev.switchover.kit.security;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Why the actor does it: headers {@code Switchover-Reason} and {@code Switchover-Ticket} of the request. */
@RequestScoped
public class Motive {

    private @Nullable String reason;
    private @Nullable String ticket;

    public void set(@Nullable String reason, @Nullable String ticket) {
        this.reason = reason;
        this.ticket = ticket;
    }

    public @Nullable String reason() {
        return reason;
    }

    public @Nullable String ticket() {
        return ticket;
    }
}
