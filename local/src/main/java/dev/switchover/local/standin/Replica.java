package dev.switchover.local.standin;

import dev.switchover.embedded.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Follows the other node's rows while its own are not writable. */
final class Replica {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Http http = new Http(PATIENCE);
    private final Rows rows;
    private final String peer;

    /** @param peer the other node's address */
    Replica(Rows rows, String peer) {
        this.rows = rows;
        this.peer = peer;
    }

    /** Takes over what the peer has and this node has not; false if the peer cannot be asked or has other rows. */
    synchronized boolean catchUp() {
        var end = rows.position();
        try {
            var answer = ask("/rows?from=" + end + "&checksum=" + rows.checksum(end));
            if (answer.statusCode() != 200) {
                return false;
            }
            if (answer.body().length > 0) {
                rows.append(answer.body());
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws away what only this node has. */
    synchronized String copyAll() throws IOException {
        var before = rows.position();
        var answer = ask("/rows?from=0&checksum=0");
        if (answer.statusCode() != 200) {
            throw new IOException("the other node answered " + answer.statusCode());
        }
        rows.replace(answer.body());
        return "copied " + answer.body().length + " bytes over " + before;
    }

    private HttpResponse<byte[]> ask(String path) throws IOException {
        return http.send(HttpRequest.newBuilder(URI.create(peer + path)), BodyHandlers.ofByteArray());
    }
}
