package dev.switchover.resilience.node.driver;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of what comes and lets the rest pass, so that a node that floods us costs no memory. */
public final class BoundedSink extends OutputStream {

    private static final int LARGEST = 2 * Printable.LONGEST;

    private final byte[] kept = new byte[LARGEST];
    private int length;
    private boolean overflown;

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        var taken = Math.min(count, LARGEST - length);
        System.arraycopy(bytes, from, kept, length, taken);
        length += taken;
        overflown |= taken < count;
    }

    /** More came than was kept. */
    public synchronized boolean overflown() {
        return overflown;
    }

    /** What was kept, as text; what is no text is replaced. */
    public synchronized String text() {
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }
}
