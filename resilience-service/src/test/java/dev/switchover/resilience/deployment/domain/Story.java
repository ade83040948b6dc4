package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.claims.Machine;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ChangeDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.DefineDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ProveObligation;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.RetireDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StopServices;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AdmitStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.StopMode;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * A deployment and its two nodes, told step by step. The deployment is read from its events before each command, as after
 * a crash.
 */
final class Story {

    static final DeploymentId ID = new DeploymentId("d1");
    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    final Definition definition;
    final PaperNode a;
    final PaperNode b;
    final List<Object> events = new ArrayList<>();

    /** Who is reached, and what comes of asking it how it stands. */
    final Map<NodeId, String> mute = new HashMap<>();

    /** Of whom nobody knows whether they are there, and why. */
    final Map<NodeId, String> unproven = new HashMap<>();

    /** Of who is off now: long before anything in this story, unless somebody says otherwise. */
    Instant lastAnswer = Instant.EPOCH;

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final EventSourcingRepository<Deployment> repository =
            EventSourcingRepository.builder(Deployment.class).eventStore(store).build();
    private final SimpleCommandBus bus = SimpleCommandBus.builder()
            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
            .build();
    private final List<Attestation> words = new ArrayList<>();
    private final Set<NodeId> unheard = new HashSet<>();
    private int told;

    Story(Definition definition) {
        this(definition, true);
    }

    /** Neither node has said anything yet. */
    static Story unheard(Definition definition) {
        return new Story(definition, false);
    }

    private Story(Definition definition, boolean heard) {
        this.definition = definition;
        this.a = new PaperNode(A, definition.groups(), ReportedState.ACTIVE);
        this.b = new PaperNode(B, definition.groups(), ReportedState.INACTIVE);
        store.subscribe(messages -> messages.forEach(message -> events.add(message.getPayload())));
        AggregateAnnotationCommandHandler.<Deployment>builder()
                .aggregateType(Deployment.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        inUnit(() -> repository.newInstance(() -> new Deployment(new DefineDeployment(ID, definition))));
        if (heard) {
            look();
        }
        mark();
    }

    int failover() {
        return switchover(RunKind.FAILOVER, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS);
    }

    int failback() {
        return switchover(RunKind.FAILBACK, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS);
    }

    int failbackWithResync() {
        return resynced(RunKind.FAILBACK);
    }

    int resynced(RunKind direction) {
        return with(it -> it.decide(planned(direction, true, Set.of()), facts()));
    }

    /** Two persons set the gate aside. */
    int overriding(RunKind direction, String gate) {
        return with(it -> it.decide(planned(direction, false, Set.of(gate)), facts()));
    }

    int overridingEmergency(RunKind direction, Set<String> gates) {
        var command = new StartSwitchover(
                ID,
                direction,
                SwitchoverKind.EMERGENCY,
                SwitchoverOrder.LOSSLESS,
                false,
                false,
                List.of(),
                gates,
                "olga");
        return with(it -> it.decide(command, facts()));
    }

    private static StartSwitchover planned(RunKind direction, boolean resync, Set<String> overridden) {
        return new StartSwitchover(
                ID,
                direction,
                SwitchoverKind.PLANNED,
                SwitchoverOrder.LOSSLESS,
                false,
                resync,
                List.of(),
                overridden,
                "olga");
    }

    /** What people say beside what they ask for. */
    Story saying(String gate) {
        words.add(new Attestation(gate, "olga", "I have seen it", NOW));
        return this;
    }

    /** Nobody says anything any more. */
    void unsaid() {
        words.clear();
    }

    /** Main does not answer when it begins; what became of it is another matter. */
    int emergency() {
        return unheard(A, () -> emergencyWhileItAnswers());
    }

    /** Main is cut off, and nobody knows where its data ended; it is back, and the Standby owns everything. */
    Story takenOverBlindly() {
        var run = emergency();
        a.powerOff();
        obeyUntil("fence-a").answer(Result.IN_DOUBT);
        attest(run, A, "olga", 1);
        obeyAll();
        a.powerOn();
        var epochs = b.report(NOW).groups().stream().mapToLong(GroupReport::epoch);
        a.remember(epochs.max().orElseThrow() + 10);
        return look().mark();
    }

    Story obeyUntil(String step) {
        while (!open().step().id().equals(step)) {
            obey();
        }
        return this;
    }

    int emergencyWhileItAnswers() {
        return switchover(RunKind.FAILOVER, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS);
    }

    /** Whoever asks the node meanwhile gets no answer. */
    int unheard(NodeId node, IntSupplier deed) {
        unheard.add(node);
        try {
            return deed.getAsInt();
        } finally {
            unheard.remove(node);
        }
    }

    /** The data of who is left are brought over once the calls are back. */
    int emergencyWithResync(RunKind direction) {
        var command = new StartSwitchover(
                ID,
                direction,
                SwitchoverKind.EMERGENCY,
                SwitchoverOrder.LOSSLESS,
                false,
                true,
                List.of(),
                Set.of(),
                "olga");
        return with(it -> it.decide(command, facts()));
    }

    int switchover(RunKind direction, SwitchoverKind kind, SwitchoverOrder order) {
        return with(it -> it.decide(
                new StartSwitchover(ID, direction, kind, order, false, false, List.of(), Set.of(), "olga"), facts()));
    }

    Preview preview(RunKind direction, SwitchoverKind kind, SwitchoverOrder order) {
        return with(it -> it.preview(
                new StartSwitchover(ID, direction, kind, order, false, false, List.of(), Set.of(), "olga"), facts()));
    }

    void attest(int run, NodeId node, String by, int attesters) {
        with(it -> {
            it.decide(
                    new AttestFence(ID, run, "old-node-fenced", node.value(), "I pulled the plug", by, attesters),
                    facts());
            return true;
        });
    }

    int start(NodeId node) {
        return with(it -> it.decide(new StartServices(ID, node, List.of(), Set.of(), "olga"), facts()));
    }

    Preview previewOfStart(NodeId node) {
        return with(it -> it.preview(new StartServices(ID, node, List.of(), Set.of(), "olga"), facts()));
    }

    void prove(String obligation, String evidence, String by) {
        with(it -> {
            it.decide(new ProveObligation(ID, obligation, evidence, by), facts());
            return true;
        });
    }

    int stop(NodeId node) {
        return with(it -> it.decide(new StopServices(ID, node, StopMode.DRAIN, "olga"), facts()));
    }

    void change(Definition to) {
        with(it -> {
            it.decide(new ChangeDeployment(ID, to), Machine::withUser);
            return ID;
        });
    }

    void retire() {
        with(it -> {
            it.decide(new RetireDeployment(ID, "defined by mistake", "ada"));
            return ID;
        });
    }

    /** The open order reaches its node, which obeys, and its status is reported. */
    Story obey() {
        var open = open();
        var node = node(open.step().node());
        if (node.isOff()) {
            return answer(Result.IN_DOUBT);
        }
        if (isKeptBack(open)) {
            return keepBack();
        }
        if (!node.obey(open.step(), open.epoch())) {
            return report(Result.REJECTED, node);
        }
        return report(node.isAtWork(open.step().group()) ? Result.IN_DOUBT : Result.SUCCEEDED, node);
    }

    /** By whoever gives the order, when the time is over: he asks both nodes. */
    boolean isKeptBack(StepStarted open) {
        var refused = with(it -> Optional.ofNullable(it.decide(new AdmitStep(ID, open.run(), open.order()))));
        if (refused.isPresent()) {
            return true;
        }
        var group = open.step().group();
        var node = node(open.step().node());
        var other = node(definition.other(node.id));
        var isByHand = state().definition().isByHand(other.id);
        if (open.apart() && !other.isOff() && !isByHand) {
            return true;
        }
        var said = other.isOff() || isByHand
                ? Optional.<GroupReport>empty()
                : other.report(NOW).of(group);
        var end = open.unsaid()
                ? said.filter(it -> it.state() == ReportedState.INACTIVE)
                        .map(GroupReport::position)
                        .orElse(null)
                : open.position();
        if (end == null) {
            return open.unsaid();
        }
        var here = node.report(NOW).of(group).orElseThrow();
        if (open.takesOver() && here.state().isServing() && here.epoch() < open.epoch()) {
            return true;
        }
        if (here.position() == null) {
            return !open.onWord();
        }
        var isToObey = here.state() == ReportedState.INACTIVE && here.epoch() < open.epoch();
        return here.position() < end || (open.takesOver() && isToObey && here.position() > end);
    }

    /** As {@link #obey}, until nothing is open any more. */
    Story obeyAll() {
        while (isOpen()) {
            obey();
        }
        return this;
    }

    Story obey(int times) {
        for (int i = 0; i < times; i++) {
            obey();
        }
        return this;
    }

    /** The open order is answered without a status. */
    Story answer(Result result) {
        return report(result, null);
    }

    /** Every node is looked at. */
    Story look() {
        return say(a).say(b);
    }

    /** What the node says of itself is reported, if it has power. */
    Story say(PaperNode node) {
        if (!node.isOff()) {
            send(new ReportNode(ID, node.id, node.report(NOW), false));
        }
        return this;
    }

    /** The order was not given, for the node has data of its own. */
    Story keepBack() {
        var open = open();
        var report = new ActionReport(Result.FAILED, null, "Kept back.", Duration.ofMillis(5), NOW, null);
        send(new ReportStep(ID, open.run(), open.order(), report, null, null, true));
        return this;
    }

    private Story report(Result result, @Nullable PaperNode node) {
        var open = open();
        var status = node == null ? null : node.report(NOW);
        var report = new ActionReport(result, code(result), "said", Duration.ofMillis(5), NOW, status);
        send(new ReportStep(ID, open.run(), open.order(), report, OrderAnswer.of(report), null));
        return this;
    }

    private static @Nullable Integer code(Result result) {
        return switch (result) {
            case SUCCEEDED -> 0;
            case REJECTED -> 65;
            case FAILED -> 1;
            case IN_DOUBT -> null;
        };
    }

    StepStarted open() {
        return lastOpen().orElseThrow(() -> new AssertionError("no order is open"));
    }

    boolean isOpen() {
        return lastOpen().isPresent();
    }

    private Optional<StepStarted> lastOpen() {
        for (var event : events.reversed()) {
            if (event instanceof StepStarted started) {
                return Optional.of(started);
            }
            if (event instanceof StepSucceeded || event instanceof StepFailed || Told.endsRun(event)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    PaperNode node(NodeId node) {
        return node.equals(b.id) ? b : a;
    }

    /** The nodes on which the group really serves, whatever is known of it. */
    List<NodeId> active(Group group) {
        return Stream.of(a, b)
                .filter(node -> node.state(group) == ReportedState.ACTIVE)
                .map(node -> node.id)
                .toList();
    }

    /** What has happened since the last mark, in a few words each; what nodes said is left out. */
    List<String> told() {
        return events.subList(told, events.size()).stream().flatMap(Told::words).toList();
    }

    Story mark() {
        told = events.size();
        return this;
    }

    DeploymentState state() {
        return with(Deployment::state);
    }

    void send(ReportNode command) {
        with(it -> {
            it.decide(command, facts());
            return ID;
        });
    }

    void send(ReportStep command) {
        with(it -> {
            it.decide(command, facts());
            return ID;
        });
    }

    void send(Object command) {
        var failure = new ArrayList<Throwable>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), (sent, result) -> {
            if (result.isExceptional()) {
                failure.add(result.exceptionResult());
            }
        });
        if (!failure.isEmpty()) {
            throw unchecked(failure.getFirst());
        }
    }

    /** As it was decided once, by other rules than now. */
    void happened(DeploymentEvent event) {
        var sequence = store.lastSequenceNumberFor(ID.toString()).orElseThrow() + 1;
        inUnit(() -> {
            store.publish(new GenericDomainEventMessage<>("Deployment", ID.toString(), sequence, event));
            return null;
        });
    }

    /** Sends what may be refused; whether it was taken. */
    boolean dare(Consumer<Story> deed) {
        try {
            deed.accept(this);
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }

    private Facts facts() {
        var seen = Stream.of(a, b)
                .map(node -> new Facts.Seen(node.id, node.report(node.isOff() ? lastAnswer : NOW), false))
                .toList();
        var silent = Stream.of(a, b)
                .filter(node -> node.isOff() || unheard.contains(node.id))
                .map(node -> node.id)
                .collect(Collectors.toSet());
        return new Facts(NOW, seen, silent, mute, unproven, words, Duration.ofSeconds(15), 1_000_000);
    }

    private <T> T with(Function<Deployment, T> deed) {
        var results = new ArrayList<T>();
        inUnit(() -> {
            results.add(repository.load(ID.toString()).invoke(deed));
            return null;
        });
        return results.getFirst();
    }

    private static void inUnit(Callable<?> work) {
        var result = DefaultUnitOfWork.startAndGet(null).executeWithResult(work::call);
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }
}
