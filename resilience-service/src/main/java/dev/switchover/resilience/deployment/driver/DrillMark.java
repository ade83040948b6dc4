package dev.switchover.resilience.deployment.driver;

/** Says of what people are asked to do that it is an exercise, as the mails about it do. */
public final class DrillMark {

    private DrillMark() {}

    public static String on(String title, boolean drill) {
        return drill ? "DRILL: " + title : title;
    }

    public static String before(String instructions, boolean drill) {
        return drill ? "This is a drill. " + instructions : instructions;
    }
}
