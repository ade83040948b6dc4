package dev.switchover.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** The node's data: lines in a file; its length is the position. */
final class Rows {

    private final FileChannel file;

    Rows(Path directory) {
        try {
            this.file = FileChannel.open(
                    directory.resolve("rows.log"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized long position() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the disk when it returns. */
    synchronized long append(byte[] rows) {
        try {
            file.write(ByteBuffer.wrap(rows), file.size());
            file.force(false);
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void replace(byte[] rows) {
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        append(rows);
    }

    synchronized byte[] from(long position) {
        try {
            var rows = ByteBuffer.allocate((int) Math.max(0, file.size() - position));
            file.read(rows, position);
            return rows.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what comes before the position, so that a replica sees that it has rows which the primary never had. */
    synchronized long checksum(long end) {
        var all = from(0);
        var sum = new CRC32();
        sum.update(all, 0, (int) Math.min(end, all.length));
        return sum.getValue();
    }

    String text() {
        return new String(from(0), StandardCharsets.UTF_8);
    }
}
