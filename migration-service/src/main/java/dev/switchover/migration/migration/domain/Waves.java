package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.WaveCommand.ConfirmWave;
import dev.switchover.migration.migration.domain.WaveCommand.EndWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveCommand.WithdrawWave;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveConfirmed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveReverted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveWithdrawn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The waves of a migration, by name: what may happen to them. */
record Waves(Map<String, Wave> all) {

    static final Waves NONE = new Waves(Map.of());

    private static final Duration USUAL_TIME = Duration.ofDays(14);

    Waves {
        all = Map.copyOf(all);
    }

    /** Empty if just this wave is planned already. */
    Optional<WavePlanned> plan(PlanWave command, WaveMembers members) {
        Slug.checked("wave", command.wave());
        refuseUnknownPredecessors(command);
        var planned = planned(command, members);
        var known = all.get(command.wave());
        if (known == null || known.withdrawn()) {
            refuseEmpty(members);
            return Optional.of(planned);
        }
        var stored = who(command.selection(), known.plan());
        var asked = who(command.selection(), planned);
        if (stored.equals(asked) && known.plan().after().equals(planned.after())) {
            return Optional.empty();
        }
        throw Rejection.conflict("wave-exists", "Wave " + command.wave() + " is planned otherwise.")
                .differs("customers", stored, asked)
                .differs("after", known.plan().after(), planned.after())
                .remedy("Its members say who is in it; take another name, or withdraw it first.");
    }

    /** Those who are named are the same ones if their hash is; a selector would pick others now, so its words count. */
    private static String who(WaveSelection selection, WavePlanned plan) {
        return selection.named() ? plan.selection() + ", SHA-256 " + plan.membersHash() : plan.selection();
    }

    /** Empty if it is withdrawn already. */
    Optional<WaveWithdrawn> withdraw(WithdrawWave command) {
        Demand.text("reason", command.reason());
        var name = command.wave();
        var wave = get(name);
        if (wave.withdrawn()) {
            demandSaidSo(name, wave, command.reason());
            return Optional.empty();
        }
        if (wave.started()) {
            throw Rejection.conflict(
                            "wave-in-wrong-state", "Cannot withdraw wave %s: it is %s.".formatted(name, wave.phase()))
                    .remedy("Revert it: its members are told to stay, or put back.");
        }
        refuseWhileAwaited(name);
        return Optional.of(new WaveWithdrawn(command.migrationId(), name, command.reason()));
    }

    /** Empty if it has started; one whose driver gave up starts again where it was. */
    Optional<WaveStarted> start(StartWave command, Gates gates) {
        var wave = get(command.wave());
        refuseWhile(WavePhase.WITHDRAWN, command.wave(), "start");
        if (wave.underWay()) {
            refuseWhile(WavePhase.REVERTING, command.wave(), "start");
            refuseAnotherDate(command, wave);
            return Optional.empty();
        }
        var due = command.dueToCome().orElseGet(() -> command.at().plus(USUAL_TIME));
        refuseBeforePredecessors(wave);
        Rejection.unlessAllPass(gates);
        var members = wave.plan().members();
        return Optional.of(
                new WaveStarted(command.migrationId(), command.wave(), members, due, gates, wave.round() + 1));
    }

    /** Whether to start it changes nothing. */
    boolean isTold(String name) {
        var wave = get(name);
        return wave.underWay() && wave.phase() != WavePhase.REVERTING;
    }

    /** Empty unless the driver tells them just now. */
    Optional<WaveAnnounced> announced(RecordAnnounced command) {
        return isAt(WavePhase.ANNOUNCING, command.wave(), command.round())
                ? Optional.of(new WaveAnnounced(
                        command.migrationId(), command.wave(), command.announced(), command.refused()))
                : Optional.empty();
    }

    WaveConfirmed confirm(ConfirmWave command) {
        Demand.text("evidence", command.evidence());
        var name = command.wave();
        var wave = get(name);
        if (!wave.started()) {
            throw notStarted(command.migrationId(), name, "confirm");
        }
        if (wave.atWork()) {
            throw atWork(command.migrationId(), name, wave.phase());
        }
        if (wave.phase() == WavePhase.ANNOUNCING) {
            throw notAllTold(command.migrationId(), name);
        }
        refuseWhile(WavePhase.REVERTING, name, "confirm");
        refuseWhile(WavePhase.REVERTED, name, "confirm");
        return new WaveConfirmed(
                command.migrationId(), name, command.evidence(), command.by(), command.at(), wave.round());
    }

    /** Empty if it has ended so already. One whose members all went back, each by himself, proves nothing for the next. */
    Optional<WaveEvent> end(EndWave command, WaveCount count) {
        var phase = get(command.wave()).phase();
        var open = phase == WavePhase.ANNOUNCED;
        if (count.moved() > 0) {
            return open
                    ? Optional.of(
                            new WaveCompleted(command.migrationId(), command.wave(), count.moved(), count.refused()))
                    : Optional.empty();
        }
        return open || phase == WavePhase.COMPLETED
                ? Optional.of(new WaveReverted(command.migrationId(), command.wave(), count.putBack(), 0))
                : Optional.empty();
    }

    /** Empty if everybody goes back already, or is back: {@code left} are told by the wave or have moved in it. */
    Optional<WaveRevertStarted> revert(RevertWave command, int left) {
        Demand.text("reason", command.reason());
        var wave = get(command.wave());
        if (!wave.started()) {
            throw notStarted(command.migrationId(), command.wave(), "revert");
        }
        var going = wave.phase() == WavePhase.REVERTING && !wave.hasFailed(WavePhase.REVERTING);
        if (going || (wave.phase() == WavePhase.REVERTED && left == 0)) {
            demandSaidSo(command.wave(), wave, command.reason());
            return Optional.empty();
        }
        return Optional.of(
                new WaveRevertStarted(command.migrationId(), command.wave(), command.reason(), wave.round() + 1));
    }

    /** Asked twice is fine; another reason would not be kept. */
    private static void demandSaidSo(String name, Wave wave, String again) {
        if (wave.reason() != null && !wave.reason().equals(again)) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Wave %s is %s already, for another reason.".formatted(name, wave.phase()))
                    .differs("reason", wave.reason(), again)
                    .remedy("Nothing to do: the first reason stands.");
        }
    }

    Optional<WaveReverted> reverted(RecordReverted command) {
        return isAt(WavePhase.REVERTING, command.wave(), command.round())
                ? Optional.of(
                        new WaveReverted(command.migrationId(), command.wave(), command.reverted(), command.refused()))
                : Optional.empty();
    }

    Optional<WaveFailed> failed(RecordWaveFailure command) {
        return isAt(WavePhase.ANNOUNCING, command.wave(), command.round())
                        || isAt(WavePhase.REVERTING, command.wave(), command.round())
                ? Optional.of(new WaveFailed(command.migrationId(), command.wave(), command.cause(), command.left()))
                : Optional.empty();
    }

    /** Whoever has yet to be told, or put back, would not be any more. */
    void demandNobodyAtWork(MigrationId migration) {
        all.entrySet().stream()
                .filter(wave -> wave.getValue().atWork())
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .ifPresent(wave -> {
                    throw atWork(migration, wave.getKey(), wave.getValue().phase());
                });
    }

    private static Rejection atWork(MigrationId migration, String name, WavePhase phase) {
        var telling = phase == WavePhase.ANNOUNCING;
        var wait = "Wait until that is done: GET /operations/%s.".formatted(OperationId.of(migration, name));
        var orBack =
                " Or put its members back: POST /migrations/%s/waves/%s/revert.".formatted(migration.value(), name);
        return Rejection.conflict(
                        "wave-in-wrong-state",
                        "Wave %s is %s: its members are being %s."
                                .formatted(name, phase, telling ? "told to move" : "put back"))
                .at("wave", "neither being told nor put back", name)
                .remedy(telling ? wait + orBack : wait);
    }

    /** Work of an earlier round may end after the next has begun. */
    private boolean isAt(WavePhase phase, String name, int round) {
        return get(name).phase() == phase && get(name).round() == round;
    }

    private Wave get(String name) {
        var wave = all.get(name);
        if (wave == null) {
            throw Rejection.notFound("wave-not-found", "The migration has no wave " + name + ".");
        }
        return wave;
    }

    Waves after(WaveEvent event) {
        return switch (event) {
            case WavePlanned planned -> with(planned.wave(), Wave.of(planned));
            case WaveWithdrawn withdrawn ->
                with(withdrawn.wave(), get(withdrawn.wave()).in(WavePhase.WITHDRAWN, withdrawn.reason()));
            case WaveStarted started ->
                with(started.wave(), get(started.wave()).startedUntil(started.due(), started.round()));
            case WaveAnnounced announced -> in(WavePhase.ANNOUNCED, announced);
            case WaveConfirmed confirmed -> this;
            case WaveCompleted completed -> in(WavePhase.COMPLETED, completed);
            case WaveRevertStarted reverting ->
                with(reverting.wave(), get(reverting.wave()).goingBack(reverting.reason(), reverting.round()));
            case WaveReverted reverted -> in(WavePhase.REVERTED, reverted);
            case WaveFailed failed -> with(failed.wave(), get(failed.wave()).afterFailure());
        };
    }

    private Waves in(WavePhase phase, WaveEvent event) {
        return with(event.wave(), get(event.wave()).in(phase));
    }

    private Waves with(String name, Wave wave) {
        var next = new HashMap<>(all);
        next.put(name, wave);
        return new Waves(next);
    }

    private WavePlanned planned(PlanWave command, WaveMembers members) {
        return new WavePlanned(
                command.migrationId(),
                command.wave(),
                lastNumber() + 1,
                command.selection().describe(),
                members.count(),
                members.byDomain(),
                members.hash(),
                command.after());
    }

    /** One that is planned anew gets a number above all others, so the highest there ever was is among them. */
    private int lastNumber() {
        return all.values().stream()
                .mapToInt(wave -> wave.plan().number())
                .max()
                .orElse(0);
    }

    private void refuseUnknownPredecessors(PlanWave command) {
        if (command.after().contains(command.wave())) {
            throw Rejection.invalid("wave-cycle", "A wave cannot wait for itself.")
                    .at("after", "other waves", command.wave());
        }
        var unknown = command.after().stream()
                .filter(name -> !all.containsKey(name) || get(name).withdrawn())
                .toList();
        if (!unknown.isEmpty()) {
            throw Rejection.invalid("wave-predecessor-unknown", "A wave can wait only for waves planned before it.")
                    .at("after", "planned waves", unknown);
        }
    }

    private static void refuseEmpty(WaveMembers members) {
        if (members.count() == 0) {
            throw Rejection.invalid("wave-empty", "Nobody on the source fits: the wave would be empty.")
                    .remedy("Select customers who are still on the source and in no other open wave.");
        }
    }

    private void refuseBeforePredecessors(Wave wave) {
        List<String> open = wave.plan().after().stream()
                .filter(name -> get(name).phase() != WavePhase.COMPLETED)
                .toList();
        if (!open.isEmpty()) {
            throw Rejection.conflict("wave-too-early", "The wave waits for " + String.join(", ", open) + ".")
                    .remedy("Complete those waves first.");
        }
    }

    /** Who was told one date is not told another by a start that changes nothing. */
    private static void refuseAnotherDate(StartWave command, Wave wave) {
        if (command.due() != null && !command.due().equals(wave.due())) {
            throw Rejection.conflict(
                            "wave-started-otherwise",
                            "Wave %s is %s: its members were told %s."
                                    .formatted(command.wave(), wave.phase(), wave.due()))
                    .differs("due", wave.due(), command.due())
                    .remedy(
                            wave.phase() == WavePhase.COMPLETED
                                    ? "Nothing to do: all its members have moved."
                                    : "Leave due out, or tell those who have another day, one by one:"
                                            + " POST /migrations/%s/customers/{c}/announce."
                                                    .formatted(command.migrationId()
                                                            .value()));
        }
    }

    private void refuseWhileAwaited(String name) {
        var waiting = all.entrySet().stream()
                .filter(other -> !other.getValue().withdrawn()
                        && other.getValue().plan().after().contains(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!waiting.isEmpty()) {
            throw Rejection.conflict(
                            "wave-awaited", "Wave %s is what %s waits for.".formatted(name, String.join(", ", waiting)))
                    .remedy("Withdraw those first, and plan them anew without it.");
        }
    }

    private void refuseWhile(WavePhase phase, String name, String action) {
        if (get(name).phase() == phase) {
            throw Rejection.conflict(
                    "wave-in-wrong-state", "Cannot %s wave %s: it is %s.".formatted(action, name, phase));
        }
    }

    private static Rejection notAllTold(MigrationId migration, String name) {
        return Rejection.conflict(
                        "wave-in-wrong-state",
                        "Cannot confirm wave %s: it is ANNOUNCING, and was given up before everybody was told."
                                .formatted(name))
                .at("wave", "told to the end", name)
                .remedy(
                        "Tell the others: POST /migrations/%1$s/waves/%2$s/start. Or confirm one by one: POST /migrations/%1$s/customers/{c}/moved."
                                .formatted(migration.value(), name));
    }

    private static Rejection notStarted(MigrationId migration, String name, String action) {
        return Rejection.conflict(
                        "wave-in-wrong-state", "Cannot %s wave %s: it has not started.".formatted(action, name))
                .remedy(
                        "Start it: POST /migrations/%1$s/waves/%2$s/start, or give it up: POST /migrations/%1$s/waves/%2$s/withdraw."
                                .formatted(migration.value(), name));
    }
}
