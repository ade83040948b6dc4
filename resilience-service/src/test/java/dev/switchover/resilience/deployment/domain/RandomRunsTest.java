package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleDrained;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleReleased;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Operators press whatever they like, nodes obey, take their time, refuse, fall silent, lose power and come back, orders arrive late; the
 * deployment is read from its events before each command, as after a crash. What must hold holds after each.
 */
@Tag("long")
class RandomRunsTest {

    private static final int SEEDS = Boolean.getBoolean("switchover.long") ? 3000 : 100;
    private static final int DEEDS = 80;

    @Test
    void epochsRiseOwnersAreOneDataIsWrittenAndCallsAreTakenInOnePlace() {
        var grants = 0L;
        var restored = 0L;
        var overlaps = 0L;
        for (long seed = 0; seed < SEEDS; seed++) {
            var life = new Life(seed, seed % 3 == 0 ? Given.plain(true) : Given.pair());
            for (int i = 0; i < DEEDS; i++) {
                life.live();
                life.check();
            }
            grants += life.count(RoleGranted.class);
            restored += life.count(SwitchoverAborted.class);
            overlaps += life.calls.overlaps();
        }
        assertThat(grants).as("the lives were eventful").isGreaterThan(SEEDS * 5L);
        assertThat(restored).as("some runs were taken back").isGreaterThan(SEEDS / 10);
        assertThat(overlaps).as("two nodes took calls for a step").isGreaterThan(SEEDS / 10);
    }

    /** One random life. */
    private static final class Life {

        private final long seed;
        private final Random random;
        private final Story story;
        private final TakingCalls calls;
        private final Noticed noticed;
        private final List<StepStarted> sent = new ArrayList<>();
        private final Map<Group, NodeId> owners = new EnumMap<>(Group.class);
        private final Map<Group, Long> epochs = new EnumMap<>(Group.class);
        private final Map<Group, Long> grants = new EnumMap<>(Group.class);
        private final List<String> done = new ArrayList<>();
        private int checked;

        Life(long seed, Definition definition) {
            this.seed = seed;
            this.random = new Random(seed);
            this.story = new Story(definition);
            this.calls = new TakingCalls(story);
            this.noticed = new Noticed(story);
        }

        long count(Class<?> type) {
            return story.events.stream().filter(type::isInstance).count();
        }

        void live() {
            switch (random.nextInt(24)) {
                case 0 -> dare("failover", it -> it.failover());
                case 1 -> dare("failback", it -> it.failback());
                case 2 -> dare("emergency", this::emergency);
                case 3 ->
                    dare(
                            "document",
                            it -> it.switchover(direction(), SwitchoverKind.PLANNED, SwitchoverOrder.DOCUMENT));
                case 4 -> dare("start", it -> it.start(side()));
                case 5 -> dare("stop", it -> it.stop(side()));
                case 6 -> dare("cancel", it -> it.send(new CancelRun(ID, run(), "why not", "olga")));
                case 7, 8 -> dare("retry", it -> it.send(new RetryStep(ID, run())));
                case 9 -> dare("attest", this::attest);
                case 10 -> {
                    dare("look", Story::look);
                    noticed.judge(toString());
                }
                case 11 -> late();
                case 12 -> power();
                case 13 -> unheard();
                case 14 -> ifOpen("answer", this::answer);
                case 15 ->
                    ifOpen(
                            "time over",
                            it -> it.send(
                                    new EndStep(ID, it.open().run(), it.open().order(), List.of())));
                case 16 -> begin();
                case 17, 18 -> end();
                default -> ifOpen("obey", Story::obey);
            }
        }

        /** What must hold at each instant of the log and of the nodes' own truth. */
        void check() {
            for (var event : story.events.subList(checked, story.events.size())) {
                calls.after(event, toString());
                switch (event) {
                    case StepStarted started when started.step().action() != null -> rises(started);
                    case RoleGranted granted -> granted(granted);
                    case RoleDrained drained -> owners.remove(drained.group(), drained.node());
                    case RoleReleased released -> owners.remove(released.group(), released.node());
                    default -> {}
                }
            }
            checked = story.events.size();
            assertThat(story.active(story.definition.isSingle() ? Group.SERVICES : Group.DATA))
                    .as("nodes that write, %s", this)
                    .hasSizeLessThanOrEqualTo(1);
            calls.judge(toString());
        }

        private void rises(StepStarted started) {
            var before = epochs.put(started.step().group(), started.epoch());
            assertThat(started.epoch())
                    .as("epoch of %s, %s", started.step().id(), this)
                    .isGreaterThan(before == null ? 1 : before);
            var action = started.step();
            if (action.starts() && story.definition.isExclusive(action.group())) {
                var other = story.node(story.definition.other(action.node()));
                assertThat(other.state(action.group()))
                        .as("the other node, %s", this)
                        .isNotEqualTo(ReportedState.ACTIVE);
            }
            sent.add(started);
        }

        private void granted(RoleGranted granted) {
            var owner = owners.put(granted.group(), granted.node());
            assertThat(owner == null || owner.equals(granted.node()))
                    .as("one owner, %s", this)
                    .isTrue();
            var before = grants.put(granted.group(), granted.epoch());
            assertThat(granted.epoch()).as("epoch granted, %s", this).isGreaterThan(before == null ? 0 : before);
        }

        /** An order of the past arrives only now. */
        private void late() {
            if (!sent.isEmpty()) {
                var order = sent.get(random.nextInt(sent.size()));
                done.add("late " + order.step().id());
                story.node(order.step().node()).obey(order.step(), order.epoch());
            }
        }

        /** The node obeys, and nobody hears of it. */
        private void unheard() {
            if (story.isOpen() && story.open().step().action() != null) {
                done.add("unheard " + story.open().step().id());
                story.node(story.open().step().node())
                        .obey(story.open().step(), story.open().epoch());
            }
        }

        /** The node sets about it, and does not end for now. */
        private void begin() {
            if (story.isOpen() && story.open().step().action() != null) {
                done.add("begin " + story.open().step().id());
                story.node(story.open().step().node())
                        .begin(story.open().step(), story.open().epoch());
            }
        }

        private void end() {
            var node = story.node(side());
            var groups = story.definition.groups();
            var group = groups.get(random.nextInt(groups.size()));
            if (node.isAtWork(group)) {
                done.add("end " + group.id() + " on " + node.id);
                node.end(group);
            }
        }

        private void power() {
            var node = story.node(side());
            done.add("power " + node.id);
            if (node.isOff()) {
                node.powerOn();
            } else if (random.nextInt(3) == 0) {
                node.powerOff();
            }
            lose(node);
        }

        /** Nodes lie about what they did; what cuts power does not. */
        private void answer(Story it) {
            var result = List.of(Result.values()).get(random.nextInt(4));
            if (result == Result.SUCCEEDED && it.open().step().isFence()) {
                it.node(it.open().step().node()).powerOff();
                lose(it.node(it.open().step().node()));
            }
            it.answer(result);
        }

        /** What was under way to a node is lost with its power. */
        private void lose(PaperNode node) {
            sent.removeIf(order -> order.step().node().equals(node.id));
        }

        /** Who is left does not answer, whatever it does. */
        private void emergency(Story it) {
            var direction = direction();
            it.unheard(
                    direction == RunKind.FAILOVER ? A : B,
                    () -> it.switchover(direction, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS));
        }

        /** People are hasty: they attest whatever is asked for, and it is taken only where nobody answers. */
        private void attest(Story it) {
            it.attest(run(), side(), "olga", 1);
        }

        private void ifOpen(String what, Consumer<Story> deed) {
            if (story.isOpen()) {
                dare(what, deed);
            }
        }

        private void dare(String what, Consumer<Story> deed) {
            done.add(what);
            try {
                story.dare(deed);
            } catch (RuntimeException e) {
                throw new AssertionError(toString(), e);
            }
        }

        private int run() {
            return story.events.stream()
                    .filter(StepStarted.class::isInstance)
                    .map(StepStarted.class::cast)
                    .map(StepStarted::run)
                    .reduce(1, (first, second) -> second);
        }

        private NodeId side() {
            return random.nextBoolean() ? A : B;
        }

        private RunKind direction() {
            return random.nextBoolean() ? RunKind.FAILOVER : RunKind.FAILBACK;
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + done;
        }
    }
}
