package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two persons let a source go with a registration that is bound to it: none comes there any more, and each has a way off. */
@QuarkusTest
class PastReleaseIT {

    private static final String SEEN = "{\"evidence\": \"seen\"}";
    private static final String WHY = "{\"reason\": \"again\"}";
    private static final String GONE = "node-being-removed";

    private final Commands commands;
    private final Clock clock;

    private World world;
    private String trunk;

    @SuppressWarnings("NullAway.Init")
    PastReleaseIT(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @BeforeEach
    void aRegistrationOnTheSource() {
        world = new World(commands, clock).replicated().running();
        trunk = world.exclusiveRegistrationOnTheSource();
    }

    @Test
    void whatIsOnItsWayGoesOnOnly() {
        moving(world.migration, "move");
        release(world.migration);
        refused(say(world.migration, "abort", WHY), GONE).body("remedy", containsString("/taken"));
        cancelOperation(1).statusCode(409).body("type", equalTo("/problems/" + GONE));
        done(world.migration, "delete-source");
        refused(say(world.migration, "abort", WHY), GONE).body("remedy", containsString("/taken"));

        say(world.migration, "taken", SEEN).statusCode(204);
        isOn("b");
    }

    @Test
    void whatWasNotReleasedYetGoesOnToo() {
        say(world.migration, "move", "{}").statusCode(202);
        release(world.migration);
        refused(say(world.migration, "abort", WHY), GONE).body("remedy", containsString("/released"));
        say(world.migration, "released", SEEN).statusCode(204);
        say(world.migration, "taken", SEEN).statusCode(204);
        isOn("b");
    }

    @Test
    void whatIsToBeRestoredThereIsEnteredElsewhere() {
        moving(world.migration, "move");
        aborted();
        var next = nextRemoving();
        refused(say(world.migration, "restored", SEEN), GONE).body("remedy", containsString(nodesPath()));
        refused(nodes("a"), GONE);
        done(next, "delete-source");
        refused(say(world.migration, "restored", SEEN), GONE).body("remedy", containsString(nodesPath()));

        nodes("c").statusCode(204);
        isOn("c");
        Eventually.holds(() -> world.get("/tasks/registration." + trunk.replace('/', '.') + ".1.restore")
                .body("state", equalTo("DONE")));
        Eventually.holds(() -> world.get("/operations/registration." + trunk.replace('/', '.') + ".1")
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("ABORTED")));
    }

    @Test
    void whatWasOnItsWayBackStaysWhereItWas() {
        moving(world.migration, "move");
        say(world.migration, "taken", SEEN).statusCode(204);
        moving(world.migration, "move-back");
        aborted();
        nextRemoving();
        refused(say(world.migration, "taken", SEEN), GONE).body("remedy", containsString("/abort"));

        say(world.migration, "abort", WHY).statusCode(204);
        say(world.migration, "restored", SEEN).statusCode(204);
        isOn("b");
    }

    @Test
    void whatWentWithTheSourceIsEnteredOnANodeThatStays() {
        release(world.migration);
        refused(nodes("a"), GONE);
        refused(nodes("b"), "registration-must-be-moved");
        done(world.migration, "delete-source");
        world.post(correctPath(), "{\"policy\": \"ALLOW_MANY\", \"reason\": \"a way off\"}")
                .statusCode(204);
        world.post(correctPath(), "{\"policy\": \"REJECT_SECOND\", \"reason\": \"as it was\"}")
                .statusCode(204);
        nodes("b").statusCode(204);
        isOn("b");
        refused(nodes("a"), "node-unknown", 422);
    }

    @Test
    void whatWasMovedBeforeIsEnteredOnANodeThatStaysToo() {
        moving(world.migration, "move");
        say(world.migration, "abort", WHY).statusCode(204);
        say(world.migration, "restored", SEEN).statusCode(204);
        release(world.migration);
        done(world.migration, "delete-source");
        world.node("c", 3);
        refused(
                        world.post(correctPath(), "{\"nodes\": [\"b\"], \"reason\": \"a way off\"}"),
                        "registration-must-be-moved")
                .body("remedy", containsString(nodesPath()));
        var next = planned("b", "c");
        refused(say(next, "move", "{}"), "registration-not-on-source").body("remedy", containsString(nodesPath()));

        nodes("b").statusCode(204);
        isOn("b");
        moving(next, "move");
        say(next, "taken", SEEN).statusCode(204);
        isOn("c");
    }

    /** Released on b, to be taken on a; and then neither is there. */
    @Test
    void whatIsBetweenTwoThatAreGoneIsEnteredElsewhere() {
        moving(world.migration, "move");
        release(world.migration);
        done(world.migration, "delete-source");
        world.node("c", 3);
        world.replicatedTo("c");
        var next = planned("b", "c");
        release(next);
        refused(say(world.migration, "taken", SEEN), GONE).body("remedy", containsString(nodesPath()));
        nodes("c").statusCode(204);
        isOn("c");
    }

    private String nextRemoving() {
        world.node("c", 3);
        world.replicatedTo("c");
        var next = planned("a", "c");
        release(next);
        return next;
    }

    private String planned(String source, String target) {
        var next = Calls.unique("m");
        world.post("/migrations", """
                        {"id": "%s", "cluster": "%s", "source": "%s", "target": "%s", "reason": "again", "drainTime": "PT0S"}
                        """.formatted(next, world.cluster, source, target))
                .statusCode(201);
        world.post("/migrations/" + next + "/start", "{}").statusCode(204);
        return next;
    }

    private void aborted() {
        world.post(world.at("/abort"), WHY).statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
    }

    private void moving(String migration, String word) {
        say(migration, word, "{}").statusCode(202);
        say(migration, "released", SEEN).statusCode(204);
    }

    /** Two persons set aside that the registration is bound to the source. */
    private void release(String migration) {
        world.post("/migrations/" + migration + "/gates/customers-moved/attestations", SEEN)
                .statusCode(204);
        String operation = world.post(
                        "/migrations/" + migration + "/remove-source",
                        "{" + AskedOverride.setAside("registrations-moved") + "}")
                .statusCode(202)
                .path("operation");
        new AskedOverride(world, operation).approve().statusCode(204);
        done(migration, "prepare");
        done(migration, "release");
    }

    private void done(String migration, String step) {
        world.post("/migrations/" + migration + "/removal/steps/" + step + "/done", SEEN)
                .statusCode(204);
    }

    private Answer say(String migration, String word, String body) {
        return world.post("/migrations/" + migration + "/registrations/" + trunk + "/" + word, body);
    }

    private Answer cancelOperation(int move) {
        return world.post("/operations/registration." + trunk.replace('/', '.') + "." + move + "/cancel", "{}");
    }

    private Answer nodes(String node) {
        return Calls.operator().body("{\"nodes\": [\"" + node + "\"]}").put(nodesPath());
    }

    private String nodesPath() {
        return "/suppliers/" + trunk.replace("/", "/trunks/") + "/nodes";
    }

    private String correctPath() {
        return nodesPath().replace("/nodes", "/correct");
    }

    private void isOn(String node) {
        Eventually.holds(() -> world.get("/suppliers/" + trunk.replace("/", "/trunks/"))
                .body("nodes", equalTo(List.of(node)))
                .body("moving", equalTo(false)));
    }

    private static Answer refused(Answer answer, String problem) {
        return refused(answer, problem, 409);
    }

    private static Answer refused(Answer answer, String problem, int status) {
        return answer.statusCode(status).body("type", equalTo("/problems/" + problem));
    }
}
