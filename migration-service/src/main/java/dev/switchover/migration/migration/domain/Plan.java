package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.CorrectContractEnd;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationEvent.ContractEndCorrected;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for the plan of a migration, and what it predicts. */
final class Plan {

    static final Duration LONGEST_DRAIN = Duration.ofDays(90);

    private Plan() {}

    static MigrationPlanned checked(PlanMigration command, List<Prediction> predictions) {
        refuseMovingTheAddress(command);
        refuseNonsense(command);
        var end = predictedEnd(command, predictions);
        return new MigrationPlanned(
                command.migrationId(),
                command.kind(),
                command.cluster(),
                command.source(),
                command.target(),
                command.reason(),
                command.hosterContractEnd(),
                command.plannedEnd(),
                command.drain(),
                predictions,
                end,
                warning(command.hosterContractEnd(), end));
    }

    /** The same wish, whenever it was uttered and whatever was predicted then. */
    static boolean same(MigrationPlanned a, MigrationPlanned b) {
        return withoutPredictions(a).equals(withoutPredictions(b));
    }

    static Rejection otherwise(MigrationPlanned stored, MigrationPlanned wanted) {
        return Rejection.conflict(
                        "migration-exists",
                        "Migration " + stored.migrationId().value() + " is planned with other content.")
                .differs("kind", stored.kind(), wanted.kind())
                .differs("cluster", stored.cluster(), wanted.cluster())
                .differs("source", stored.source(), wanted.source())
                .differs("target", stored.target(), wanted.target())
                .differs("reason", stored.reason(), wanted.reason())
                .differs("hosterContractEnd", stored.hosterContractEnd(), wanted.hosterContractEnd())
                .differs("plannedEnd", stored.plannedEnd(), wanted.plannedEnd())
                .differs("drainTime", stored.drain(), wanted.drain())
                .remedy(
                        "Choose another id, repeat with what is stored, or correct hosterContractEnd: POST /migrations/%s/correct."
                                .formatted(stored.migrationId().value()));
    }

    /** Empty if it is known to end on that day already. */
    static Optional<ContractEndCorrected> correct(MigrationPlanned plan, CorrectContractEnd command) {
        Demand.text("reason", command.reason());
        var end = command.hosterContractEnd();
        return end.equals(plan.hosterContractEnd())
                ? Optional.empty()
                : Optional.of(new ContractEndCorrected(
                        plan.migrationId(), end, warning(end, plan.predictedEnd()), command.reason()));
    }

    static MigrationPlanned corrected(MigrationPlanned plan, ContractEndCorrected right) {
        return new MigrationPlanned(
                plan.migrationId(),
                plan.kind(),
                plan.cluster(),
                plan.source(),
                plan.target(),
                plan.reason(),
                right.hosterContractEnd(),
                plan.plannedEnd(),
                plan.drain(),
                plan.predictions(),
                plan.predictedEnd(),
                right.warning());
    }

    private static MigrationPlanned withoutPredictions(MigrationPlanned plan) {
        return new MigrationPlanned(
                plan.migrationId(),
                plan.kind(),
                plan.cluster(),
                plan.source(),
                plan.target(),
                plan.reason(),
                plan.hosterContractEnd(),
                plan.plannedEnd(),
                plan.drain(),
                List.of(),
                Instant.EPOCH,
                null);
    }

    private static void refuseMovingTheAddress(PlanMigration command) {
        if (command.kind() == MigrationKind.MOVE_ADDRESS || command.addressCanMove()) {
            throw Rejection.invalid(
                            "address-can-move",
                            "Within one hoster the address can move with the services: nobody has to be told.")
                    .at("kind", "NEW_ADDRESS", MigrationKind.MOVE_ADDRESS)
                    .remedy(
                            "Move the address by hand; the kind MOVE_ADDRESS is not carried out here yet. If the address"
                                    + " cannot move after all, plan NEW_ADDRESS with addressCanMove false.");
        }
    }

    private static void refuseNonsense(PlanMigration command) {
        if (command.source().equals(command.target())) {
            throw Rejection.invalid("target-is-source", "Services move from one node to another.")
                    .at("target", "another node than the source", command.target());
        }
        if (command.reason().isBlank()) {
            throw Rejection.invalid("reason-missing", "Say why the services move.")
                    .at("reason", "not blank", "");
        }
        if (command.drain().isNegative() || command.drain().compareTo(LONGEST_DRAIN) > 0) {
            throw Rejection.invalid("drain-time", "The drain time is from nothing to 90 days.")
                    .at("drainTime", "PT0S to P90D", command.drain(), "A duration like PT24H or P3D")
                    .remedy(
                            "Give a drainTime of at most P90D, for how long traffic may still pass the source after the last"
                                    + " customer has moved; or leave it out.");
        }
        var end = command.plannedEnd();
        if (end != null && end.isBefore(command.at())) {
            throw Rejection.invalid("dates-reversed", "The time when the migration is to end has passed already.")
                    .at("plannedEnd", "in the future", end, "A time after " + command.at())
                    .remedy("Give a plannedEnd that is still to come, or leave it out.");
        }
    }

    private static Instant predictedEnd(PlanMigration command, List<Prediction> predictions) {
        var lastMoved = command.plannedEnd() == null ? command.at() : command.plannedEnd();
        var work = Prediction.of(Prediction.WORK_TIME, predictions).value();
        return lastMoved.plus(command.drain()).plus(work);
    }

    private static @Nullable String warning(@Nullable LocalDate contractEnd, Instant predictedEnd) {
        if (contractEnd == null || !predictedEnd.isAfter(endOf(contractEnd))) {
            return null;
        }
        return "The contract with the hoster ends on %s, before the predicted end of the migration, %s."
                .formatted(contractEnd, predictedEnd);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
