package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.ActionReport.Result;

/** What the exit codes mean that the node side has agreed to. */
final class ExitCode {

    private static final int DONE = 0;
    private static final int WRONG_USE = 64;
    private static final int OLDER_EPOCH = 65;
    private static final int REFUSED = 66;

    private ExitCode() {}

    static Result result(int exitCode) {
        return switch (exitCode) {
            case DONE -> Result.SUCCEEDED;
            case WRONG_USE, OLDER_EPOCH, REFUSED -> Result.REJECTED;
            default -> Result.FAILED;
        };
    }
}
