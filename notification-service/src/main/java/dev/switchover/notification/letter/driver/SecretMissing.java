package dev.switchover.notification.letter.driver;

/** A secret is not where it is said to be, or is not what it should be. Never quotes one, nor what may be one. */
final class SecretMissing extends RuntimeException {

    SecretMissing(String message) {
        super(message);
    }
}
