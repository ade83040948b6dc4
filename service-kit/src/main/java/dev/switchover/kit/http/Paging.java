package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchover.kit.problem.Rejection;
import io.quarkus.logging.Log;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list, as a {@code @BeanParam}: {@code ?limit=&after=CURSOR}. Ask the table for {@link #fetch()} rows whose key
 * is greater than {@link #key()}, in the order of the key, then {@link #respond}.
 */
public class Paging {

    private static final int MOST = 1000;

    /** Begins every cursor, and tells it from a position, which may be asked for beside it. */
    private static final String CURSOR = "c";

    @QueryParam("limit")
    @DefaultValue("100")
    public String limit = "100";

    @QueryParam("after")
    public List<String> after = new ArrayList<>();

    @Context
    @SuppressWarnings("NullAway.Init") // JAX-RS sets it
    public UriInfo address;

    /** What is neither this nor a position is refused before any page is asked for. */
    static boolean isCursor(String after) {
        return after.startsWith(CURSOR);
    }

    /** The key after which the page begins; the empty text, which is less than any other, for the first. */
    public String key() {
        var cursors = after.stream().filter(Paging::isCursor).toList();
        if (cursors.size() > 1) {
            throw Rejection.badRequest("invalid-request", "A page begins at one place.")
                    .at("after", "once", String.join(", ", cursors), "One cursor, and perhaps a position");
        }
        return cursors.isEmpty() ? "" : decoded(cursors.getFirst());
    }

    /** How many rows to ask for: one more than the page holds tells whether there is another page. */
    public int fetch() {
        return limit() + 1;
    }

    private int limit() {
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw Rejection.badRequest("invalid-request", "The limit of a page is 1 to " + MOST + ".")
                    .at("limit", "range", limit, "1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    /** The page, with a {@code Link} to the next if there is one. */
    public <T> Response respond(List<T> fetched, Function<T, String> key) {
        if (fetched.size() <= limit()) {
            return Response.ok(fetched).build();
        }
        var page = fetched.subList(0, limit());
        var next = address.getRequestUriBuilder()
                .replaceQueryParam("limit", limit)
                .replaceQueryParam("after", CURSOR + encoded(key.apply(page.getLast())))
                .build();
        return Response.ok(page)
                .header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"")
                .build();
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor.substring(CURSOR.length())), UTF_8);
            // a word that happens to be decoded is none that we wrote; PostgreSQL takes no U+0000
            if (cursor.equals(CURSOR + encoded(key)) && key.indexOf('\0') < 0) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            Log.debugf("No cursor: %s", e.getMessage());
        }
        throw noCursor(cursor);
    }

    /** For those whose keys are not just any text. */
    public static Rejection noCursor(String cursor) {
        return Rejection.badRequest("invalid-request", "This is no cursor of ours.")
                .at("after", "cursor", cursor, "The one from the last page's Link");
    }
}
