package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.A;
import static dev.switchover.resilience.deployment.domain.Story.B;
import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.RetryStep;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes write rows and copy them from each other, people press whatever they like and start nodes behind our back: what
 * the one that goes on does not have is known to be left on the other.
 */
@Tag("long")
class RandomRowsTest {

    private static final int SEEDS = Boolean.getBoolean("switchover.long") ? 3000 : 100;
    private static final int DEEDS = 80;

    @Test
    void rowsAreServedOrKnownToBeLeft() {
        var completed = 0L;
        var left = 0L;
        for (long seed = 0; seed < SEEDS; seed++) {
            var life = new Life(seed);
            for (int i = 0; i < DEEDS; i++) {
                life.live();
                life.check();
            }
            completed += life.count(SwitchoverCompleted.class);
            left += life.leaves;
        }
        assertThat(completed).as("the lives were eventful").isGreaterThan(SEEDS / 2);
        assertThat(left).as("some rows were left").isGreaterThan(SEEDS / 100);
    }

    /** One random life. */
    private static final class Life {

        private final long seed;
        private final Random random;
        private final Story story;
        private final Definition definition;
        private final Group data;
        private final Noticed noticed;
        private final Map<NodeId, List<Long>> rows = new HashMap<>();
        private final List<StepStarted> sent = new ArrayList<>();
        private final List<String> done = new ArrayList<>();
        private final Map<String, List<Long>> left = new HashMap<>();
        private final Set<Long> overwritten = new HashSet<>();
        private final Set<NodeId> unseen = new HashSet<>();
        private long lastRow;
        private int checked;
        private long leaves;

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.definition = seed % 3 == 0 ? Given.plain(true) : Given.pair();
            this.story = new Story(definition);
            this.noticed = new Noticed(story);
            this.data = definition.isSingle() ? Group.SERVICES : Group.DATA;
            for (var node : List.of(story.a, story.b)) {
                rows.put(node.id, new ArrayList<>());
                node.resync = () -> {
                    if (!isWriting(node) && !other(node).isOff()) {
                        copyAll(node);
                    }
                };
                node.tellsWhereItEnded = seed % 5 != 0;
                tell(node);
            }
        }

        long count(Class<?> type) {
            return story.events.stream().filter(type::isInstance).count();
        }

        void live() {
            switch (random.nextInt(51)) {
                case 0 -> dare("failover", Story::failover);
                case 1 -> dare("failback", Story::failback);
                case 2 -> dare("emergency", this::emergency);
                case 3 -> dare("resync", it -> it.resynced(direction()));
                case 4 -> start();
                case 5 -> dare("stop", it -> it.stop(side()));
                case 6 -> dare("cancel", it -> it.send(new CancelRun(ID, run(), "why not", "olga")));
                case 7, 8 -> dare("retry", it -> it.send(new RetryStep(ID, run())));
                case 9 -> dare("attest", it -> it.attest(run(), side(), "olga", 1));
                case 10, 11 -> look();
                case 12 -> late();
                case 13 -> power();
                case 14 -> unheard();
                case 15 -> answer();
                case 16 -> usurp();
                case 17 -> prove();
                case 18 -> dare("emergency with resync", it -> it.emergencyWithResync(direction()));
                case 19, 20, 21, 22 -> write();
                case 23, 24, 25, 26 -> replicate();
                case 27 -> dare("emergency", this::emergency);
                case 28 -> dare("override", it -> it.overriding(direction(), RunGates.IN_SYNC));
                case 29 -> decided();
                case 30 -> madeAnew();
                case 31 -> unseen();
                case 32 -> callsAgain();
                case 33 -> replace();
                default -> {
                    given();
                    ifOpen("obey", it -> {
                        if (isImpossible(it.open())) {
                            it.answer(Result.FAILED);
                        } else {
                            it.obey();
                        }
                    });
                }
            }
        }

        /** Nothing is brought over from who is off, nor to who serves. */
        private boolean isImpossible(StepStarted open) {
            var node = story.node(open.step().node());
            return open.step().action() == NodeAction.RESYNC_DATA
                    && (isWriting(node) || other(node).isOff());
        }

        /** It is on its way to the node from now on. */
        private void given() {
            if (story.isOpen() && story.open().step().action() != null && !story.isKeptBack(story.open())) {
                sent.add(story.open());
            }
        }

        private void look() {
            dare("look", Story::look);
            unseen.removeIf(node -> !story.node(node).isOff());
            noticed.judge(toString());
        }

        private void start() {
            var node = side();
            dare("start " + node, it -> it.start(node));
        }

        /** Whose data go on where nobody knows whose are the newest: the others stay where they are. */
        private void decided() {
            var node = side();
            if (isToBeDecided(node)) {
                dare("start decided " + node, it -> it.saying(RunGates.IN_SYNC).start(node));
                story.unsaid();
            }
        }

        private boolean isToBeDecided(NodeId node) {
            return story.previewOfStart(node).gates().all().stream()
                    .anyMatch(gate -> gate.id().equals(RunGates.IN_SYNC)
                            && String.valueOf(gate.remedy()).contains("decide whose data go on"));
        }

        /** A person copies the data of the one to the other, and says so. */
        private void madeAnew() {
            var direction = direction();
            var to = direction == RunKind.FAILOVER ? story.b : story.a;
            if (!isWriting(to) && !to.isOff() && !other(to).isOff() && !story.isOpen()) {
                done.add("copy all to " + to.id);
                copyAll(to);
                dare("start copied", it -> it.saying(RunGates.IN_SYNC)
                        .switchover(direction, SwitchoverKind.PLANNED, SwitchoverOrder.LOSSLESS));
                story.unsaid();
            }
        }

        private void copyAll(PaperNode to) {
            overwritten.addAll(rows(to));
            rows.put(to.id, new ArrayList<>(rows(other(to))));
            tell(to);
        }

        private void write() {
            for (var node : List.of(story.a, story.b)) {
                if (isWriting(node)) {
                    done.add("write " + node.id);
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        rows(node).add(++lastRow);
                    }
                    tell(node);
                }
            }
        }

        private void replicate() {
            for (var from : List.of(story.a, story.b)) {
                var to = other(from);
                if (!from.isOff() && !to.isOff() && !isWriting(to) && isPrefix(rows(to), rows(from))) {
                    var missing = rows(from).size() - rows(to).size();
                    if (missing > 0) {
                        var some = random.nextInt(4) == 0 ? random.nextInt(missing + 1) : missing;
                        done.add("copy " + some + " of " + missing + " to " + to.id);
                        rows.put(to.id, new ArrayList<>(rows(from).subList(0, rows(to).size() + some)));
                        tell(to);
                    }
                }
            }
        }

        private static boolean isPrefix(List<Long> some, List<Long> all) {
            return some.size() <= all.size() && all.subList(0, some.size()).equals(some);
        }

        private boolean isWriting(PaperNode node) {
            return !node.isOff()
                    && (node.state(data) == ReportedState.ACTIVE || node.state(data) == ReportedState.DRAINING);
        }

        private List<Long> rows(PaperNode node) {
            return rows.getOrDefault(node.id, List.of());
        }

        private PaperNode other(PaperNode node) {
            return node == story.a ? story.b : story.a;
        }

        /** Rows are of different length. */
        private void tell(PaperNode node) {
            node.position = 1000
                    + rows(node).stream().mapToLong(row -> 50 + row % 3 * 25).sum();
        }

        void check() {
            var granted = false;
            for (var event : story.events.subList(checked, story.events.size())) {
                granted |= event instanceof RoleGranted it && it.group() == data;
            }
            checked = story.events.size();
            if (!granted) {
                return;
            }
            var role = story.state().roles().of(data);
            var owner = role.owner();
            if (owner == null) {
                return;
            }
            var here = story.node(owner);
            var only = new ArrayList<>(rows(other(here)));
            only.removeAll(rows(here));
            if (!only.isEmpty()) {
                leaves++;
                assertThat(role.isApart(other(here).id))
                        .as("%s of %s are known to be left, %s", only, other(here).id, this)
                        .isTrue();
            }
            var known = new HashSet<>(overwritten);
            known.addAll(rows(here));
            known.addAll(rows(other(here)));
            left.forEach((machine, rows) -> known.addAll(role.apart().contains(machine) ? rows : List.of()));
            left.forEach((machine, rows) -> assertThat(known)
                    .as("rows on %s, which was replaced, are known to be left, %s", machine, this)
                    .containsAll(rows));
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
            if (story.isOpen() && story.open().step().action() != null && !story.isKeptBack(story.open())) {
                given();
                done.add("unheard " + story.open().step().id());
                story.node(story.open().step().node())
                        .obey(story.open().step(), story.open().epoch());
            }
        }

        private void answer() {
            given();
            if (story.isOpen() && !story.isKeptBack(story.open())) {
                var result =
                        List.of(Result.REJECTED, Result.FAILED, Result.IN_DOUBT).get(random.nextInt(3));
                dare("answer " + result, it -> it.answer(result));
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
            sent.removeIf(order -> order.step().node().equals(node.id));
        }

        /** Somebody starts it there, and it is looked at while it serves. */
        private void usurp() {
            var node = story.node(side());
            if (!node.isOff() && !isWriting(node) && !isWriting(other(node)) && !isOrderedInDoubt(node)) {
                var state = random.nextInt(3) == 0 ? ReportedState.DRAINING : ReportedState.ACTIVE;
                done.add("usurp " + node.id + " " + state);
                node.say(data, state);
                look();
            } else if (isWriting(node) && random.nextInt(2) == 0) {
                done.add("end " + node.id);
                node.say(data, ReportedState.INACTIVE);
                look();
            }
        }

        /** Another machine takes the place of a node, or one that was there before does again. */
        private void replace() {
            var node = story.node(side());
            var now = machine(node);
            var next = now.replaceAll("[0-9]*$", "") + random.nextInt(1, 4);
            if (next.equals(now) || unseen.contains(node.id)) {
                return; // what a machine has written unseen nobody hears of any more when it is gone
            }
            var before = story.events.size();
            var to = new Access.Http(next, null, Map.of());
            dare(
                    "machine " + next + " for " + node.id,
                    it -> it.change(Given.reached(it.state().definition(), node.id, to)));
            if (story.events.size() > before) {
                left.put(now, rows(node));
                rows.put(node.id, left.containsKey(next) ? left.remove(next) : new ArrayList<>());
                node.replace();
                tell(node);
                sent.removeIf(order -> order.step().node().equals(node.id));
            }
        }

        private String machine(PaperNode node) {
            var access = story.state().definition().access(node.id).orElseThrow();
            return Objects.requireNonNull(Places.machine(access));
        }

        /** Whatever the node was told, it takes new calls. */
        private void callsAgain() {
            var node = story.node(side());
            if (!node.isOff() && !definition.isSingle()) {
                done.add("calls on " + node.id);
                node.say(Group.TELEPHONY, ReportedState.ACTIVE);
                look();
            }
        }

        /** Somebody starts it there, and has stopped it before anybody looks: it has more than who stopped before. */
        private void unseen() {
            var node = story.node(side());
            if (!node.isOff()
                    && node.tellsWhereItEnded
                    && story.state().run() == null
                    && !isWriting(node)
                    && !isWriting(other(node))
                    && isPrefix(rows(other(node)), rows(node))) {
                done.add("unseen on " + node.id);
                unseen.add(node.id);
                rows(node).add(++lastRow);
                tell(node);
            }
        }

        /** Who serves then may have had the order: nobody can tell. */
        private boolean isOrderedInDoubt(PaperNode node) {
            var standing = story.state().roles().of(data).at(node.id);
            return standing.writtenBefore() || (standing.written() && !story.isOpen());
        }

        private void prove() {
            var node = story.node(side());
            if (!isWriting(node)) {
                dare("prove stop-" + node.id, it -> it.prove("stop-" + node.id, "I have seen it", "olga"));
            }
        }

        /** Who is left does not answer, whatever it does. */
        private void emergency(Story it) {
            var direction = direction();
            it.unheard(
                    direction == RunKind.FAILOVER ? A : B,
                    () -> it.switchover(direction, SwitchoverKind.EMERGENCY, SwitchoverOrder.LOSSLESS));
        }

        private void ifOpen(String what, Consumer<Story> deed) {
            if (story.isOpen()) {
                dare(what + " " + story.open().step().id(), deed);
            }
        }

        private void dare(String what, Consumer<Story> deed) {
            try {
                var before = story.events.size();
                var taken = story.dare(deed);
                done.add(what + (taken ? "" : " (refused)"));
                story.events.subList(before, story.events.size()).stream()
                        .flatMap(Told::words)
                        .forEach(word -> done.add("=" + word));
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
