package dev.switchover.local.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One supervisor per home; the system releases it even if the supervisor is killed. */
record Lock(FileChannel channel, FileLock held) {

    /** Null if another supervisor holds it. */
    static @Nullable Lock of(Home home) throws IOException {
        var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var held = channel.tryLock();
            if (held != null) {
                return new Lock(channel, held);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // the same answer as for any other process
        }
        channel.close();
        return null;
    }

    void close() throws IOException {
        channel.close();
    }
}
