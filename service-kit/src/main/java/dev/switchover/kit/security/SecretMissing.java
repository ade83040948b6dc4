package dev.switchover.kit.security;

/** A secret is not where it is said to be, or is not what it should be. Never quotes one, nor what may be one. */
public final class SecretMissing extends RuntimeException {

    public SecretMissing(String message) {
        super(message);
    }
}
