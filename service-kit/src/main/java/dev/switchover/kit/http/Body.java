package dev.switchover.kit.http;

import jakarta.enterprise.context.RequestScoped;

/** The body of the current request, read once and within its limit. */
@RequestScoped
public class Body {

    private static final byte[] EMPTY = {};

    private byte[] bytes = EMPTY;

    void set(byte[] read) {
        bytes = read;
    }

    byte[] bytes() {
        return bytes;
    }
}
