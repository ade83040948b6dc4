package dev.switchover.local.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** One stand-in as a process: {@code StandIn DIRECTORY}, where {@code settings.properties} says what it is. */
public final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var settings = Settings.in(Path.of(arguments[0]));
        endWith(settings.owner());
        switch (settings.kind()) {
            case NODE -> Node.start(settings);
            case MDS -> Mds.start(settings);
            case EDGE -> Edge.start(settings);
        }
        new CountDownLatch(1).await(); // until it is killed
    }

    /** Whoever started the suite may be killed; nothing of it stays behind. */
    private static void endWith(long owner) {
        var process = ProcessHandle.of(owner).orElseThrow(() -> new IllegalStateException("the suite has ended"));
        var unused = process.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
    }
}
