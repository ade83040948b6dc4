package dev.switchover.resilience.deployment.view;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.plan.domain.ManualAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a person sees it: what is assigned, what nodes say, how old that is, and what is still owed.
 *
 * @param active the node that owns the group by which the active side is told
 * @param manualActions what users have to do themselves now
 */
public record DeploymentView(
        String id,
        long version,
        boolean drill,
        @Nullable String active,
        List<NodeView> nodes,
        List<CcView> cc,
        List<FollowerView> followers,
        List<ObligationView> obligations,
        @Nullable RunView run,
        List<ManualAction> manualActions,
        DefinitionView definition) {

    /**
     * Main or Standby.
     *
     * @param ageSeconds since it last said anything
     * @param byPerson a person has said it for the node
     * @param rolePage whether its own page lets balancers in; null if it has none
     * @param script null where the node runs none: a webhook, lines of one's own, or people
     * @param trouble why the last question got no answer
     * @param checks what it has tried out about itself, as its last status says
     */
    public record NodeView(
            String id,
            String side,
            NodeStatus status,
            @Nullable Instant reportedAt,
            @Nullable Long ageSeconds,
            boolean byPerson,
            @Nullable Boolean rolePage,
            @Nullable Script script,
            @Nullable String trouble,
            List<Check> checks,
            List<GroupView> groups) {}

    /**
     * The script {@code switchover-node} on a node, as its last status says.
     *
     * @param version null where it says none, as the first ones did not
     * @param shipped what comes with this service
     * @param older the node should get the shipped one
     */
    public record Script(@Nullable Integer version, int shipped, boolean older) {}

    /**
     * One group on one node.
     *
     * @param attested who started it at the node on his own word, when nobody could say whose it is
     * @param reported what the node says; it may be too old to say anything about now, see the status
     * @param stopOrder set while it does not obey the order to stop what is not its own
     */
    public record GroupView(
            String group,
            NodeStatus status,
            String role,
            long epoch,
            Instant since,
            @Nullable String attested,
            @Nullable GroupReport reported,
            @Nullable StopOrder stopOrder) {}

    /**
     * The last order to a node to stop what it serves on nobody's word.
     *
     * @param result what came of it: SUCCEEDED where the node says that it has stopped and serves on all the same
     * @param times how often in a row it came to the same
     * @param nextAt when it is given again at the latest; at once if the node says something else
     */
    public record StopOrder(String result, String output, int times, Instant givenAt, Instant nextAt) {}

    /**
     * One node of the contact centre.
     *
     * @param wanted its side is the active one
     * @param status while no side is active, what it says itself
     * @param attested who started it at the node on his own word
     */
    public record CcView(
            String id,
            String side,
            String fqdn,
            boolean wanted,
            NodeStatus status,
            @Nullable Instant reportedAt,
            @Nullable Long ageSeconds,
            @Nullable String attested,
            @Nullable String trouble) {}

    /**
     * Where a media server or the Edge was last brought; epoch 0 when it is no longer sure that it is there.
     *
     * @param follows null while nobody knows: no look has found out, or not lately; where no driver reaches the node people's
     *     word counts
     * @param observedAt when a look last found out
     */
    public record FollowerView(
            String follower,
            String node,
            long epoch,
            @Nullable Boolean follows,
            @Nullable Instant observedAt) {}
}
