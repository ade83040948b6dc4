package dev.switchover.kit.http;

import dev.switchover.kit.problem.Rejection;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** {@code ETag} and {@code If-Match}: the version of a thing that operators could overwrite for each other. */
public final class Versions {

    private Versions() {}

    /** For {@code Response.ok(view).tag(Versions.tag(view.version()))}. */
    public static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** The version the caller has seen; null if he does not say, or takes any. */
    public static @Nullable Long ifMatch(HttpHeaders headers) {
        var given = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (given == null || given.strip().equals("*")) {
            return null;
        }
        if (!given.strip().matches("\"\\d{1,18}\"")) {
            throw Rejection.badRequest("invalid-request", "If-Match cannot be read.")
                    .at("If-Match", "etag", given, "The ETag of the last GET, with its quotes");
        }
        return Long.valueOf(given.strip().replace("\"", ""));
    }

    /** Refuses with 412 and the current ETag unless the caller has seen the current version. */
    public static void require(@Nullable Long ifMatch, long current) {
        if (ifMatch != null && ifMatch != current) {
            throw Rejection.stale("stale-version", "It has changed since version " + ifMatch + ".")
                    .remedy("Read it again, then repeat with its new ETag.")
                    .with("version", current);
        }
    }
}
