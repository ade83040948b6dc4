package dev.switchover.resilience.node.driver.ssh;

/** Nobody answered, or the answer broke off. */
final class NotReached extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;

    NotReached(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
