package dev.switchover.contracts.resilience.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What resilience-service tells the others. Topic {@value #TOPIC}. {@code party} are the users of a deployment, {@code
 * operators} the party of those who run it; no notice holds personal data.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = ResilienceNotice.SwitchoverAnnounced.class,
            name = "switchover.resilience.switchover-announced.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.FailoverStarted.class,
            name = "switchover.resilience.failover-started.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.FailoverCompleted.class,
            name = "switchover.resilience.failover-completed.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.FailbackStarted.class,
            name = "switchover.resilience.failback-started.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.FailbackCompleted.class,
            name = "switchover.resilience.failback-completed.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.SwitchoverAborted.class,
            name = "switchover.resilience.switchover-aborted.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.ServicesStarted.class,
            name = "switchover.resilience.services-started.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.ServicesStopped.class,
            name = "switchover.resilience.services-stopped.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.ServiceRestored.class,
            name = "switchover.resilience.service-restored.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.MdsRegistered.class, name = "switchover.resilience.mds-registered.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.EdgeRedirected.class,
            name = "switchover.resilience.edge-redirected.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.ObligationOpened.class,
            name = "switchover.resilience.obligation-opened.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.ObligationMet.class, name = "switchover.resilience.obligation-met.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.SplitBrainSuspected.class,
            name = "switchover.resilience.split-brain-suspected.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.EmergencyAttested.class,
            name = "switchover.resilience.emergency-attested.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.RunOverrideRequested.class,
            name = "switchover.resilience.run-override-requested.v1"),
    @JsonSubTypes.Type(
            value = ResilienceNotice.RunOverrideDecided.class,
            name = "switchover.resilience.run-override-decided.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.DrillDue.class, name = "switchover.resilience.drill-due.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.RunInTrouble.class, name = "switchover.resilience.run-in-trouble.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.RunWaits.class, name = "switchover.resilience.run-waits.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.RoleGranted.class, name = "switchover.resilience.role-granted.v1"),
    @JsonSubTypes.Type(value = ResilienceNotice.RoleReleased.class, name = "switchover.resilience.role-released.v1"),
})
public sealed interface ResilienceNotice {

    String TOPIC = "switchover.resilience.v1";

    /** The deployment or override that speaks, with its type: {@code deployment/paris}. The key on Kafka. */
    String key();

    Instant at();

    enum Kind {
        PLANNED,
        EMERGENCY
    }

    enum Direction {
        FAILOVER,
        FAILBACK
    }

    /** What became of an override that waited for a second person. */
    enum Decision {
        APPROVED,
        CANCELLED,
        /** It would no longer have done what was asked. */
        OUTDATED,
        /** Nobody approved it in time. */
        EXPIRED
    }

    /** How a run ended, or where it stands, that did not succeed. */
    enum Outcome {
        REJECTED,
        ABORTED,
        INCOMPLETE,
        IN_DOUBT,
        FAILED
    }

    /**
     * What people have to do themselves afterwards, in the words of the deployment's own answer.
     *
     * @param who {@code cc-users} or {@code edge-users}
     * @param action {@code reconnect} or {@code refresh}
     * @param fqdn under which name
     */
    record ManualAction(String who, String action, String fqdn) {}

    /**
     * Which way the services go.
     *
     * @param goTo the name all users enter in their browser afterwards, if there is one for all; see {@code manualActions}
     * @param refresh users refresh their page, whose name stays the same
     * @param manualActions who has to do what; nothing is said of it in notices from before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Turn(
            String switchover,
            String from,
            String to,
            @Nullable String goTo,
            boolean refresh,
            boolean drill,
            @Nullable List<ManualAction> manualActions) {}

    /** A switchover is planned for a time; goes to users and operators as a mail. */
    record SwitchoverAnnounced(
            String key,
            Instant at,
            String party,
            String operators,
            Direction direction,
            Instant when,
            @Nullable String goTo,
            boolean refresh,
            boolean drill,
            @Nullable List<ManualAction> manualActions)
            implements ResilienceNotice {}

    /** Goes to users and operators as a mail. */
    record FailoverStarted(String key, Instant at, String party, String operators, Kind kind, Turn turn)
            implements ResilienceNotice {}

    /** The Standby serves; what is left to do is named. Goes to users and operators as a mail. */
    record FailoverCompleted(
            String key, Instant at, String party, String operators, Turn turn, List<String> obligations)
            implements ResilienceNotice {}

    /** Goes to users and operators as a mail. */
    record FailbackStarted(String key, Instant at, String party, String operators, Kind kind, Turn turn)
            implements ResilienceNotice {}

    /** The Main serves again; what is left to do is named. Goes to users and operators as a mail. */
    record FailbackCompleted(
            String key, Instant at, String party, String operators, Turn turn, List<String> obligations)
            implements ResilienceNotice {}

    /**
     * A failover or failback ended before the other side served. Goes to users as a mail, unless another one follows at
     * once: that says what holds; the operators have {@code RunInTrouble}.
     *
     * @param kind not said of runs from before
     * @param turn which way they were to go; {@code goTo}, {@code refresh} and {@code manualActions} are those of the
     *     side they are on again, and empty if not all was taken back
     * @param restored whether everything is as it was before
     * @param followedBy the switchover that begins in its place
     */
    record SwitchoverAborted(
            String key,
            Instant at,
            String party,
            String operators,
            Direction direction,
            @Nullable Kind kind,
            Turn turn,
            boolean restored,
            @Nullable String followedBy)
            implements ResilienceNotice {}

    /** The node serves all its groups after its button was pressed; what is left to do is named. */
    record ServicesStarted(String key, Instant at, String operation, String node, List<String> obligations)
            implements ResilienceNotice {}

    /**
     * A node serves again after a failover or failback had ended on the way; goes to users as a mail.
     *
     * @param goTo as a failover's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceRestored(
            String key,
            Instant at,
            String party,
            String node,
            @Nullable String goTo,
            boolean refresh,
            boolean drill,
            List<ManualAction> manualActions)
            implements ResilienceNotice {}

    /** The node serves nothing any more after its button was pressed. */
    record ServicesStopped(String key, Instant at, String operation, String node) implements ResilienceNotice {}

    /** The node is the group's one owner from now on; who shows a lower epoch is refused. */
    record RoleGranted(String key, Instant at, String group, String node, long epoch) implements ResilienceNotice {}

    /** The node owns the group no more. */
    record RoleReleased(String key, Instant at, String group, String node, long epoch) implements ResilienceNotice {}

    /** The node is registered at another MDS. */
    record MdsRegistered(String key, Instant at, String mds, String node, long epoch) implements ResilienceNotice {}

    /** A probe through the Edge reached the node. */
    record EdgeRedirected(String key, Instant at, String node) implements ResilienceNotice {}

    /** Something stays to be done before the whole is in order; goes to the operators as a mail. */
    record ObligationOpened(
            String key,
            Instant at,
            String operators,
            String obligation,
            @Nullable String node,
            String detail,
            boolean drill)
            implements ResilienceNotice {}

    /** It was proven done. */
    record ObligationMet(String key, Instant at, String obligation) implements ResilienceNotice {}

    /** More than one node says that it serves what only one may; goes to the operators as a mail. */
    record SplitBrainSuspected(
            String key, Instant at, String operators, String group, List<String> nodes, boolean drill)
            implements ResilienceNotice {}

    /**
     * A person vouched that a node is cut off which nobody can reach; goes to the approvers as a mail at once.
     *
     * @param by who has said so; nothing is said of it in notices from before
     * @param missing how many more persons must say so before anything is taken over
     */
    record EmergencyAttested(
            String key, Instant at, String node, String reason, List<String> by, int missing, boolean drill)
            implements ResilienceNotice {

        public EmergencyAttested {
            by = by == null ? List.of() : List.copyOf(by);
        }
    }

    /**
     * A run waits until an approver confirms that the gates may be passed; goes to the approvers as a mail.
     *
     * @param subject the deployment the run is about, with its type
     * @param requestedBy who asks; notices of before do not say
     * @param facts what it would do, and what was measured of the gates; notices of before do not say
     */
    record RunOverrideRequested(
            String key,
            Instant at,
            String operation,
            String command,
            String subject,
            List<String> gates,
            String reason,
            @Nullable String ticket,
            @Nullable String requestedBy,
            List<String> facts,
            boolean drill)
            implements ResilienceNotice {

        public RunOverrideRequested {
            facts = facts == null ? List.of() : List.copyOf(facts);
        }
    }

    /** It waits for nobody any more; the mail that asks for it is taken back where it has not gone out. */
    record RunOverrideDecided(String key, Instant at, String operation, Decision decision)
            implements ResilienceNotice {}

    /**
     * Nobody has practised for too long; goes to the operators as a mail.
     *
     * @param everyDays after how many days it is too long; none if that is no number of whole days
     */
    record DrillDue(
            String key,
            Instant at,
            String operators,
            @Nullable Instant lastDrill,
            @Nullable Integer everyDays) implements ResilienceNotice {}

    /** What a person can do about a run that waits. */
    enum Way {
        RETRY,
        CANCEL,
        ATTEST
    }

    /**
     * A run stands still at a step until a person decides; goes to the operators as a mail.
     *
     * @param outcome {@code FAILED}, or {@code IN_DOUBT}: then it goes on by itself as soon as the node shows it done
     */
    record RunWaits(
            String key,
            Instant at,
            String operators,
            String operation,
            String step,
            String node,
            Outcome outcome,
            String detail,
            List<Way> ways,
            boolean drill)
            implements ResilienceNotice {}

    /**
     * A run, or an override before one, ended other than SUCCEEDED; goes to the operators as a mail. Notices from before told of a run that waits, too,
     * under the name of its step.
     */
    record RunInTrouble(
            String key,
            Instant at,
            String operators,
            String operation,
            String kind,
            Outcome outcome,
            String detail,
            boolean drill)
            implements ResilienceNotice {}
}
