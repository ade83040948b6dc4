package dev.switchover.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The node's own record, by which it is judged: a line is on the disk before the node begins to serve, and only after it
 * has ceased to.
 */
final class NodeLog {

    static final String FILE = "node.log";

    private final FileChannel file;
    private final String node;
    private final Clock clock;

    NodeLog(Path directory, String node, Clock clock) {
        this.node = node;
        this.clock = clock;
        try {
            this.file = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Facts in the form {@code name=value}. */
    synchronized void add(String facts) {
        var line = "%s node=%s %s%n".formatted(clock.instant().truncatedTo(ChronoUnit.MICROS), node, facts);
        try {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
