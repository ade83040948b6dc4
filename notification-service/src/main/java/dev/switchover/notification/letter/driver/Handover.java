package dev.switchover.notification.letter.driver;

/** How handing a mail over to the server went. {@code text} may quote addresses, so it goes into no event and no log. */
sealed interface Handover {

    record Accepted() implements Handover {}

    /** Certainly not taken, for now. {@code reply} is the SMTP code, 0 if there was none. */
    record Deferred(int reply, String text) implements Handover {}

    /** Certainly not taken, for good. */
    record Refused(int reply, String text) implements Handover {}

    /** All of it was sent and no answer came. */
    record Unknown(String text) implements Handover {}
}
