package dev.switchover.resilience.node.driver.ssh;

/** The node has not said what came of an order. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;
    private final boolean refused;

    private NoAnswer(String why, boolean refused) {
        super(why);
        this.why = why;
        this.refused = refused;
    }

    /** The two sides do not accept one another, so nothing was carried out. */
    static NoAnswer refused(String why) {
        return new NoAnswer(why, true);
    }

    /** Nobody answered, or the answer broke off. */
    static NoAnswer unknown(String why) {
        return new NoAnswer(why, false);
    }

    String why() {
        return why;
    }

    boolean isRefused() {
        return refused;
    }
}
