package dev.switchover.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be started; the message is one sentence for the person at the keyboard. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String sentence) {
        super(sentence);
    }

    public StartFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
