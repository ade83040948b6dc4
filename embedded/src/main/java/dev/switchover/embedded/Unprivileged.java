package dev.switchover.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How to run PostgreSQL, which refuses to be root: as we are, in a user namespace, or as the owner of the directory.
 *
 * @param prefix what to write before each command
 * @param uid the user to whom the files must belong
 */
record Unprivileged(List<String> prefix, int uid, int gid) {

    static final String NO_WAY =
            "PostgreSQL refuses to run as root, this system forbids user namespaces and the checkout belongs to root:"
                    + " run ./switchover as an ordinary user, or give the checkout to one (chown -R).";

    /** The way that works here; {@code place} is an existing directory of the checkout, whose owner may be used. */
    static Unprivileged way(Path place) {
        var system = new UnixSystem();
        return choose((int) system.getUid(), (int) system.getGid(), place, works("unshare", "-U", "--", "true"));
    }

    static Unprivileged choose(int uid, int gid, Path place, boolean namespaces) {
        if (uid != 0) {
            return new Unprivileged(List.of(), uid, gid);
        }
        if (namespaces) {
            return new Unprivileged(List.of("unshare", "-U", "--"), uid, gid);
        }
        var owned = notRoots(place.toAbsolutePath());
        var owner = id(owned, "unix:uid");
        var group = id(owned, "unix:gid");
        return new Unprivileged(
                List.of("setpriv", "--reuid=" + owner, "--regid=" + group, "--clear-groups", "--"), owner, group);
    }

    /** What we made ourselves belongs to root; above it is what somebody checked out. */
    private static Path notRoots(Path place) {
        for (Path above = place; above != null; above = above.getParent()) {
            if (id(above, "unix:uid") != 0) {
                return above;
            }
        }
        throw new StartFailure(NO_WAY);
    }

    List<String> command(List<String> command) {
        var all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Gives a directory and all in it to the user, if it is not his yet. */
    void own(Path directory) {
        if (id(directory, "unix:uid") != uid && !works("chown", "-R", uid + ":" + gid, directory.toString())) {
            throw new StartFailure("Cannot give " + directory + " to user " + uid + ".");
        }
    }

    private static int id(Path path, String attribute) {
        try {
            return (Integer) Files.getAttribute(path, attribute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean works(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
