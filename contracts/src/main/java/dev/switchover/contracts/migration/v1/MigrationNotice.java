package dev.switchover.contracts.migration.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What migration-service tells the others. Topic {@value #TOPIC}. Things are named by their ids, people by their party;
 * no notice holds personal data.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(value = MigrationNotice.NodeAdded.class, name = "switchover.migration.node-added.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.NodeCorrected.class, name = "switchover.migration.node-corrected.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.ReplicationInSync.class,
            name = "switchover.migration.replication-in-sync.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.ManagementMoved.class,
            name = "switchover.migration.management-moved.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.NodeRemoved.class, name = "switchover.migration.node-removed.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.MigrationStarted.class,
            name = "switchover.migration.migration-started.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.MigrationCompleted.class,
            name = "switchover.migration.migration-completed.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.MigrationAborted.class,
            name = "switchover.migration.migration-aborted.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.SourceRemovalStarted.class,
            name = "switchover.migration.source-removal-started.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.SourceDecommissioned.class,
            name = "switchover.migration.source-decommissioned.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.WaveStarted.class, name = "switchover.migration.wave-started.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.WaveCompleted.class, name = "switchover.migration.wave-completed.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationRequested.class,
            name = "switchover.migration.authorisation-requested.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationReminded.class,
            name = "switchover.migration.authorisation-reminded.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationAcknowledged.class,
            name = "switchover.migration.authorisation-acknowledged.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationProven.class,
            name = "switchover.migration.authorisation-proven.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationRefused.class,
            name = "switchover.migration.authorisation-refused.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.AuthorisationWaived.class,
            name = "switchover.migration.authorisation-waived.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.RegistrationMoved.class,
            name = "switchover.migration.registration-moved.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.CustomerMoveAnnounced.class,
            name = "switchover.migration.customer-move-announced.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.CustomerMoved.class, name = "switchover.migration.customer-moved.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.CustomerMovedBack.class,
            name = "switchover.migration.customer-moved-back.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.InvoiceIssued.class, name = "switchover.migration.invoice-issued.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.InvoicePaid.class, name = "switchover.migration.invoice-paid.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.InvoiceDisputed.class,
            name = "switchover.migration.invoice-disputed.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.InvoiceWrittenOff.class,
            name = "switchover.migration.invoice-written-off.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.InvoiceCorrected.class,
            name = "switchover.migration.invoice-corrected.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.InvoiceWithdrawn.class,
            name = "switchover.migration.invoice-withdrawn.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.OverrideRequested.class,
            name = "switchover.migration.override-requested.v1"),
    @JsonSubTypes.Type(
            value = MigrationNotice.OverrideDecided.class,
            name = "switchover.migration.override-decided.v1"),
    @JsonSubTypes.Type(value = MigrationNotice.OperationEnded.class, name = "switchover.migration.operation-ended.v1"),
})
public sealed interface MigrationNotice {

    String TOPIC = "switchover.migration.v1";

    /** The aggregate that speaks, with its type: {@code customer/acme}. The key on Kafka. */
    String key();

    Instant at();

    /** How a customer finds the node: by an address in its own settings, or by a name that we change. */
    enum ReachedBy {
        IP,
        DOMAIN
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

    /** How an operation ended that did not succeed. */
    enum Outcome {
        REJECTED,
        ABORTED,
        INCOMPLETE,
        IN_DOUBT,
        FAILED
    }

    /** A cluster has one more node. */
    record NodeAdded(String key, Instant at, String node, List<String> addresses) implements MigrationNotice {}

    /** The addresses of a node had been entered wrong; these are right. */
    record NodeCorrected(String key, Instant at, String node, List<String> addresses, String reason)
            implements MigrationNotice {}

    /** The node holds what the others hold. */
    record ReplicationInSync(String key, Instant at, String node) implements MigrationNotice {}

    /** Settings are changed on another node from now on; who shows an older epoch is refused. */
    record ManagementMoved(String key, Instant at, @Nullable String from, String to, long epoch)
            implements MigrationNotice {}

    record NodeRemoved(String key, Instant at, String node) implements MigrationNotice {}

    record MigrationStarted(String key, Instant at, String cluster, String source, String target)
            implements MigrationNotice {}

    /** All is on the target, and the source has left the cluster. */
    record MigrationCompleted(String key, Instant at, String cluster, String source, String target)
            implements MigrationNotice {}

    record MigrationAborted(String key, Instant at, String cluster, String reason) implements MigrationNotice {}

    /** The point of no return. */
    record SourceRemovalStarted(String key, Instant at, String cluster, String node) implements MigrationNotice {}

    /** The old server may be cancelled at its hoster. */
    record SourceDecommissioned(String key, Instant at, String cluster, String node) implements MigrationNotice {}

    record WaveStarted(String key, Instant at, String wave, long customers) implements MigrationNotice {}

    record WaveCompleted(String key, Instant at, String wave, long moved) implements MigrationNotice {}

    /** The supplier is to admit the addresses of the trunk; goes to the party as a mail. */
    record AuthorisationRequested(
            String key,
            Instant at,
            String party,
            String migration,
            String supplier,
            String trunk,
            List<String> addresses,
            Instant neededBy,
            String reason)
            implements MigrationNotice {}

    /** The supplier is asked again; goes to the party as a mail. Reminders count from 1. */
    record AuthorisationReminded(
            String key,
            Instant at,
            String party,
            String migration,
            String supplier,
            String trunk,
            List<String> addresses,
            Instant neededBy,
            String reason,
            int reminder)
            implements MigrationNotice {}

    /** The supplier says it has been done. */
    record AuthorisationAcknowledged(
            String key, Instant at, String migration, String supplier, String trunk, List<String> addresses)
            implements MigrationNotice {}

    record AuthorisationProven(
            String key, Instant at, String migration, String supplier, String trunk, List<String> addresses)
            implements MigrationNotice {}

    record AuthorisationRefused(
            String key,
            Instant at,
            String migration,
            String supplier,
            String trunk,
            List<String> addresses,
            String reason)
            implements MigrationNotice {}

    record AuthorisationWaived(
            String key,
            Instant at,
            String migration,
            String supplier,
            String trunk,
            List<String> addresses,
            String reason)
            implements MigrationNotice {}

    /** A (registrar, login) is active on another node from now on. */
    record RegistrationMoved(
            String key,
            Instant at,
            String supplier,
            String trunk,
            @Nullable String from,
            String to,
            long epoch) implements MigrationNotice {}

    /** The customer is to move; goes to the party as a mail. {@code domain} is there if reached by DOMAIN. */
    record CustomerMoveAnnounced(
            String key,
            Instant at,
            String party,
            String customer,
            String migration,
            String wave,
            ReachedBy reachedBy,
            @Nullable String domain,
            @Nullable String oldAddress,
            String newAddress,
            Instant when)
            implements MigrationNotice {}

    record CustomerMoved(
            String key, Instant at, String party, String customer, String migration, String from, String to)
            implements MigrationNotice {}

    /**
     * The customer is back on the old node; goes to the party as a mail with the address to use.
     *
     * @param notMovedBy until when he was to have moved, if he was only told and never moved; notices from before do not say
     */
    record CustomerMovedBack(
            String key,
            Instant at,
            String party,
            String customer,
            String migration,
            ReachedBy reachedBy,
            @Nullable String domain,
            String address,
            String reason,
            @Nullable Instant notMovedBy)
            implements MigrationNotice {}

    /** The first and the last day of the period, both included. */
    record InvoiceIssued(String key, Instant at, String customer, LocalDate from, LocalDate to)
            implements MigrationNotice {}

    record InvoicePaid(String key, Instant at, String customer) implements MigrationNotice {}

    record InvoiceDisputed(String key, Instant at, String customer, String reason) implements MigrationNotice {}

    record InvoiceWrittenOff(String key, Instant at, String customer, String reason) implements MigrationNotice {}

    /** The invoice had been entered wrong; this customer and period are right. */
    record InvoiceCorrected(String key, Instant at, String customer, LocalDate from, LocalDate to, String reason)
            implements MigrationNotice {}

    /** The invoice should not have been entered. */
    record InvoiceWithdrawn(String key, Instant at, String customer, String reason) implements MigrationNotice {}

    /**
     * A command waits until an approver confirms that the gates may be passed; goes to the approvers as a mail.
     *
     * @param subject what the command is about, with its type: {@code migration/to-b}; notices of before have none
     * @param requestedBy who asks; notices of before do not say
     * @param facts what it would do, and what was measured of the gates; notices of before do not say
     */
    record OverrideRequested(
            String key,
            Instant at,
            String operation,
            String command,
            @Nullable String subject,
            List<String> gates,
            String reason,
            @Nullable String ticket,
            @Nullable String requestedBy,
            List<String> facts)
            implements MigrationNotice {

        public OverrideRequested {
            facts = facts == null ? List.of() : List.copyOf(facts);
        }
    }

    /** It waits for nobody any more; the mail that asks for it is taken back where it has not gone out. */
    record OverrideDecided(String key, Instant at, String operation, Decision decision) implements MigrationNotice {}

    /** An operation ended other than SUCCEEDED; goes to the operators as a mail. */
    record OperationEnded(
            String key, Instant at, String operation, String kind, Outcome outcome, String subject, String detail)
            implements MigrationNotice {}
}
