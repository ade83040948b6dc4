package dev.switchover.resilience.node.driver.ssh;

/** The two sides do not accept one another, so nothing was carried out. */
final class NotAdmitted extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;

    NotAdmitted(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
