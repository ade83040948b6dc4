package dev.switchover.notification.mail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every mail we write: the data of templates/mail/&lt;language&gt;/&lt;record&gt;.txt. The build fails if a template
 * asks for what its record does not have.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "template")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Letter.AdmitAddress.class, name = "AdmitAddress"),
    @JsonSubTypes.Type(value = Letter.AdmitAddressReminder.class, name = "AdmitAddressReminder"),
    @JsonSubTypes.Type(value = Letter.NewAddress.class, name = "NewAddress"),
    @JsonSubTypes.Type(value = Letter.DomainMoves.class, name = "DomainMoves"),
    @JsonSubTypes.Type(value = Letter.MovedBack.class, name = "MovedBack"),
    @JsonSubTypes.Type(value = Letter.MoveCalledOff.class, name = "MoveCalledOff"),
    @JsonSubTypes.Type(value = Letter.OperationEnded.class, name = "OperationEnded"),
    @JsonSubTypes.Type(value = Letter.OverrideWaits.class, name = "OverrideWaits"),
    @JsonSubTypes.Type(value = Letter.MigrationNews.class, name = "MigrationNews"),
    @JsonSubTypes.Type(value = Letter.ServiceMoves.class, name = "ServiceMoves"),
    @JsonSubTypes.Type(value = Letter.SwitchoverNews.class, name = "SwitchoverNews"),
    @JsonSubTypes.Type(value = Letter.EmergencyAttested.class, name = "EmergencyAttested"),
    @JsonSubTypes.Type(value = Letter.RunWaits.class, name = "RunWaits"),
})
public sealed interface Letter {

    /** The name of the template. */
    default String template() {
        return getClass().getSimpleName();
    }

    /** Raised whenever the words change, so that the log says which ones were sent. */
    default int version() {
        return 1;
    }

    /** To a supplier: which addresses to admit, by when, why. */
    record AdmitAddress(String supplier, String trunk, List<String> addresses, Instant neededBy, String reason)
            implements Letter {

        public AdmitAddress {
            supplier = OneLine.of(supplier);
            trunk = OneLine.of(trunk);
            addresses = OneLine.each(addresses);
            reason = OneLine.of(reason);
        }
    }

    /** To a supplier that has not done so yet. Reminders count from 1. */
    record AdmitAddressReminder(
            String supplier, String trunk, List<String> addresses, Instant neededBy, String reason, int reminder)
            implements Letter {

        public AdmitAddressReminder {
            supplier = OneLine.of(supplier);
            trunk = OneLine.of(trunk);
            addresses = OneLine.each(addresses);
            reason = OneLine.of(reason);
        }
    }

    /** To a customer that has our address in its own settings. */
    record NewAddress(String customer, @Nullable String oldAddress, String newAddress, Instant when) implements Letter {

        public NewAddress {
            customer = OneLine.of(customer);
            oldAddress = OneLine.orNull(oldAddress);
            newAddress = OneLine.of(newAddress);
        }

        @Override
        public int version() {
            return 2;
        }
    }

    /** To a customer that reaches us by name: nothing to do. */
    record DomainMoves(String customer, String domain, String newAddress, Instant when) implements Letter {

        public DomainMoves {
            customer = OneLine.of(customer);
            domain = OneLine.of(domain);
            newAddress = OneLine.of(newAddress);
        }

        @Override
        public int version() {
            return 2;
        }
    }

    /** To a customer that is served by the old server again. With a {@code domain} there is nothing to do. */
    record MovedBack(String customer, @Nullable String domain, String address, String reason, Instant at)
            implements Letter {

        public MovedBack {
            customer = OneLine.of(customer);
            domain = OneLine.orNull(domain);
            address = OneLine.of(address);
            reason = OneLine.of(reason);
        }
    }

    /** To a customer that was told of a move which does not take place: nothing has changed. */
    record MoveCalledOff(String customer, boolean byAddress, String address, String reason, Instant when)
            implements Letter {

        public MoveCalledOff {
            customer = OneLine.of(customer);
            address = OneLine.of(address);
            reason = OneLine.of(reason);
        }
    }

    /** To the operators: an operation ended, and not as it should. */
    record OperationEnded(
            String operation, String kind, String outcome, String subject, String detail, boolean drill, Instant at)
            implements Letter {

        public OperationEnded {
            operation = OneLine.of(operation);
            kind = OneLine.of(kind);
            outcome = OneLine.of(outcome);
            subject = OneLine.of(subject);
            detail = OneLine.of(detail);
        }

        /** One that nobody approved has changed nothing, so nothing is restored. */
        public boolean ofOverride() {
            return operation.startsWith("override-");
        }

        @Override
        public int version() {
            return 5;
        }
    }

    /**
     * To the approvers: somebody asks to go past a gate. Letters kept from before do not say what it is about, who asks, and
     * what it would do.
     */
    record OverrideWaits(
            String operation,
            String command,
            @Nullable String subject,
            List<String> gates,
            String reason,
            @Nullable String ticket,
            @Nullable String requestedBy,
            List<String> facts,
            boolean drill,
            Instant at)
            implements Letter {

        public OverrideWaits {
            operation = OneLine.of(operation);
            command = OneLine.of(command);
            subject = OneLine.orNull(subject);
            gates = OneLine.each(gates);
            reason = OneLine.of(reason);
            ticket = OneLine.orNull(ticket);
            requestedBy = OneLine.orNull(requestedBy);
            facts = facts == null ? List.of() : OneLine.each(facts);
        }

        @Override
        public int version() {
            return 4;
        }
    }

    /** To the operators: how far a migration has come. */
    record MigrationNews(
            String migration, Fact fact, @Nullable String detail, Instant at) implements Letter {

        /** What is worth a mail. */
        public enum Fact {
            WAVE_COMPLETED,
            REMOVAL_STARTED,
            COMPLETED,
            ABORTED,
            DECOMMISSIONED
        }

        public MigrationNews {
            migration = OneLine.of(migration);
            detail = OneLine.orNull(detail);
        }

        @Override
        public int version() {
            return 2;
        }
    }

    /**
     * To the users of a deployment: before, during and after a switchover, and what they have to do.
     *
     * @param goTo the name to enter: for all, or with an {@code edge} for those who work in the contact centre
     * @param refresh those who need not enter it refresh their page
     * @param edge the name that stays the same; letters kept from before do not know it
     * @param urgency letters kept from before are as those that were planned
     */
    record ServiceMoves(
            String deployment,
            Moment moment,
            @Nullable String goTo,
            boolean refresh,
            @Nullable String edge,
            boolean drill,
            Instant when,
            @Nullable Urgency urgency)
            implements Letter {

        /** Where the switchover stands. */
        public enum Moment {
            AHEAD,
            UNDER_WAY,
            DONE,
            /** The other server serves, but not everything has followed to it. */
            INCOMPLETE,
            /** It was cancelled; everything is as it was before. */
            ABORTED,
            /** It ended on the way, and not everything was taken back. */
            FAILED,
            /** After that a server serves again, whichever it is. */
            RESTORED
        }

        /** Whether the server that served until now takes part, or was declared out of service. */
        public enum Urgency {
            PLANNED,
            EMERGENCY
        }

        public ServiceMoves {
            deployment = OneLine.of(deployment);
            goTo = OneLine.orNull(goTo);
            edge = OneLine.orNull(edge);
        }

        /** Whether it is of what has not begun by then. */
        public boolean isAheadAt(Instant at) {
            return moment == Moment.AHEAD && when.isAfter(at);
        }

        /** For the template: the server that served until now was declared out of service. */
        public boolean emergency() {
            return urgency == Urgency.EMERGENCY;
        }

        /** For the template: a server serves to which people may have to go. */
        public boolean arrived() {
            return moment == Moment.DONE || moment == Moment.INCOMPLETE || moment == Moment.RESTORED;
        }

        @Override
        public int version() {
            return 5;
        }
    }

    /**
     * To those who run a deployment: what became of it, and what is left to do.
     *
     * @param everyDays how often it is to be practised, where that is the matter and known
     */
    record SwitchoverNews(
            String deployment,
            Matter matter,
            List<String> details,
            boolean drill,
            @Nullable Integer everyDays,
            Instant at)
            implements Letter {

        /** What is worth a mail. */
        public enum Matter {
            ANNOUNCED,
            FAILOVER_STARTED,
            FAILOVER_COMPLETED,
            FAILBACK_STARTED,
            FAILBACK_COMPLETED,
            OBLIGATION_OPENED,
            SPLIT_BRAIN_SUSPECTED,
            DRILL_DUE
        }

        public SwitchoverNews {
            deployment = OneLine.of(deployment);
            details = OneLine.each(details);
        }

        @Override
        public int version() {
            return 3;
        }
    }

    /**
     * To the approvers: a person vouched that a node is out of service which nobody can reach.
     *
     * @param by who has vouched; letters kept from before do not say
     * @param missing how many more must, before anything more is taken over
     */
    record EmergencyAttested(
            String deployment, String node, String reason, List<String> by, int missing, boolean drill, Instant at)
            implements Letter {

        public EmergencyAttested {
            deployment = OneLine.of(deployment);
            node = OneLine.of(node);
            reason = OneLine.of(reason);
            by = by == null ? List.of() : OneLine.each(by);
        }

        /** For the template: it takes another person. */
        public boolean waits() {
            return missing > 0;
        }

        @Override
        public int version() {
            return 3;
        }
    }

    /**
     * To those who run a deployment: a run stands still at a step and needs them.
     *
     * @param outcome of the step: {@code FAILED} or {@code IN_DOUBT}
     * @param ways what they can do: {@code RETRY}, {@code CANCEL}, {@code ATTEST}
     */
    record RunWaits(
            String deployment,
            String operation,
            String step,
            String node,
            String outcome,
            String detail,
            List<String> ways,
            boolean drill,
            Instant at)
            implements Letter {

        public RunWaits {
            deployment = OneLine.of(deployment);
            operation = OneLine.of(operation);
            step = OneLine.of(step);
            node = OneLine.of(node);
            outcome = OneLine.of(outcome);
            detail = OneLine.of(detail);
            ways = List.copyOf(ways);
        }

        /** For the template: nobody knows whether the step was carried out. */
        public boolean inDoubt() {
            return outcome.equals("IN_DOUBT");
        }

        /** For the template. */
        public boolean canCancel() {
            return ways.contains("CANCEL");
        }

        /** For the template. */
        public boolean canAttest() {
            return ways.contains("ATTEST");
        }

        /** For the template: the number of the run, which its operation ends with. */
        public String run() {
            return operation.substring(operation.lastIndexOf('.') + 1);
        }
    }
}
