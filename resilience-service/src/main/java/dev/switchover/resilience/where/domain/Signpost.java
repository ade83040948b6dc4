package dev.switchover.resilience.where.domain;

import dev.switchover.resilience.plan.domain.RunKind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the users of a deployment know it, as its definition says.
 *
 * @param underWay what a run of it does that goes on; null: none does
 */
public record Signpost(
        String deployment,
        String main,
        String standby,
        @Nullable ContactCentre ccOfMain,
        @Nullable ContactCentre ccOfStandby,
        @Nullable String edge,
        boolean drill,
        @Nullable RunKind underWay) {

    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    /**
     * The contact centre of one side.
     *
     * @param runs it does not say that it does not
     */
    public record ContactCentre(String name, boolean runs) {}

    /** Nobody is sent to what is not a plain host name. */
    public Signpost {
        ccOfMain = plain(ccOfMain);
        ccOfStandby = plain(ccOfStandby);
        edge = plain(edge);
    }

    private static @Nullable ContactCentre plain(@Nullable ContactCentre cc) {
        return cc == null || plain(cc.name()) == null ? null : cc;
    }

    private static @Nullable String plain(@Nullable String name) {
        return name != null && NAME.matcher(name).matches() ? name : null;
    }

    Optional<ContactCentre> cc(String activeNode) {
        return Optional.ofNullable(activeNode.equals(main) ? ccOfMain : ccOfStandby);
    }
}
