package dev.switchover.resilience.where.domain;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the users of a deployment know it, as its definition says.
 *
 * @param onTheWay a run of it goes on
 */
public record Signpost(
        String deployment,
        String main,
        String standby,
        @Nullable String ccOfMain,
        @Nullable String ccOfStandby,
        @Nullable String edge,
        boolean drill,
        boolean onTheWay) {

    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    /** Nobody is sent to what is not a plain host name. */
    public Signpost {
        ccOfMain = plain(ccOfMain);
        ccOfStandby = plain(ccOfStandby);
        edge = plain(edge);
    }

    private static @Nullable String plain(@Nullable String name) {
        return name != null && NAME.matcher(name).matches() ? name : null;
    }

    Optional<String> cc(String activeNode) {
        return Optional.ofNullable(activeNode.equals(main) ? ccOfMain : ccOfStandby);
    }
}
