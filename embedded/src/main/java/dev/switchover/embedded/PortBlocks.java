package dev.switchover.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which ports are whose: a block belongs to the process that locks its file, until it ends. That a port is free now says
 * nothing of the moment when a server opens it; among processes that ask here nobody comes in between.
 */
final class PortBlocks {

    private static final String PROPERTY = "switchover.ports.";

    private final Path directory;
    private final List<FileLock> held = new ArrayList<>();

    /** The same directory for all who share the ports. */
    PortBlocks(Path directory) {
        this.directory = directory;
    }

    /** False where another process has it, or another part of this one. */
    synchronized boolean claim(int block) {
        var name = directory.resolve("block-" + block);
        if (!claimWithinThisProcess(name)) {
            return false;
        }
        try {
            Files.createDirectories(directory);
            return lock(name);
        } catch (IOException e) {
            throw new StartFailure("No ports can be reserved in " + directory + ": " + e + ".", e);
        }
    }

    /** Among class loaders too; whoever closed a file that his own process has locked would end the lock. */
    private static boolean claimWithinThisProcess(Path name) {
        return System.getProperties().putIfAbsent(PROPERTY + name, "ours") == null;
    }

    private boolean lock(Path name) throws IOException {
        var file = FileChannel.open(
                name, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        var lock = file.tryLock();
        if (lock == null) {
            file.close();
            System.getProperties().remove(PROPERTY + name);
            return false;
        }
        held.add(lock);
        return true;
    }
}
