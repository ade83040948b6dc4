package dev.switchover.resilience.node.driver.ssh;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.node.domain.NodeScript;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failovers of nodes whose SSH goes wrong, each in its own way: judged by what the nodes themselves did. */
@QuarkusTest
class SshSwitchoverIT {

    private static final String EMERGENCY = "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}";

    private final String d = unique("d");
    private final SshNode.Journal journal = new SshNode.Journal();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Path secrets;
    private Key user;
    private SshNode a;
    private SshNode b;

    SshSwitchoverIT(@ConfigProperty(name = "switchover.secrets.directory") Path secrets) {
        this.secrets = secrets;
    }

    @BeforeEach
    void define() throws Exception {
        user = Key.ecdsa();
        Files.writeString(Files.createDirectories(secrets).resolve(d), user.privateFile());
        Files.writeString(secrets.resolve(d + "-a"), user.privateFile());
        a = new SshNode("a", "active", user, journal);
        b = new SshNode("b", "inactive", user, journal);
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                 "main": {"id": "a", "access": %s}, "standby": {"id": "b", "access": %s}}
                """.formatted(d, a.access("file:" + d + "-a"), b.access("file:" + d)))
                .statusCode(201);
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<List<String>>path("nodes.status"))
                .containsExactly("Active", "Inactive"));
    }

    @AfterEach
    void end() throws Exception {
        released.countDown();
        assertThat(journal.entries()).doesNotContain("BOTH WRITABLE");
        a.close();
        b.close();
    }

    @Test
    void theScriptOfANodeIsShownAndWhetherItIsAnOldOne() {
        b.script = "script " + NodeScript.VERSION + "\n";

        Eventually.holds(() -> {
            var nodes = get("/deployments/" + d);
            assertThat(nodes.<Map<String, Object>>path("nodes[0].script"))
                    .containsEntry("older", true)
                    .containsEntry("version", null)
                    .containsEntry("shipped", NodeScript.VERSION);
            assertThat(nodes.<Map<String, Object>>path("nodes[1].script"))
                    .containsEntry("older", false)
                    .containsEntry("version", NodeScript.VERSION);
        });
    }

    @Test
    void oneThatHangsIsInDoubtAndIsTriedAgain() {
        b.faults.put("promote-data", (run, obey) -> released.await());
        var run = failover();

        waits(run);
        assertThat(a.state("data")).isEqualTo("inactive");
        assertThat(b.state("data")).isEqualTo("inactive");
        b.faults.clear();
        post(run + "/retry", "").statusCode(204);
        ended(run, "SUCCEEDED");
        assertThat(b.state("data")).isEqualTo("active");
    }

    @Test
    void whatAHangingNodeDoesAfterItWasTakenBackIsRefusedByItsEpoch() {
        b.faults.put("promote-data", (run, obey) -> {
            released.await();
            run.exit(obey.now());
        });
        var run = failover();

        waits(run);
        post(run + "/cancel", "").statusCode(204);
        ended(run, "ABORTED");
        assertThat(a.state("data")).isEqualTo("active");
        released.countDown();
        Eventually.holds(() -> assertThat(journal.entries()).contains("b promote-data 65"));
        assertThat(b.state("data")).isEqualTo("inactive");
    }

    @Test
    void oneThatObeysAndAnswersLateHasObeyed() {
        a.faults.put("stop-management", (run, obey) -> {
            var code = obey.now();
            released.await();
            run.exit(code);
        });
        var run = failover();

        ended(run, "SUCCEEDED");
        assertThat(journal.entries().stream().filter("a stop-management"::equals))
                .hasSize(1);
    }

    @Test
    void oneThatDiesAfterItHasObeyedHasObeyed() {
        a.faults.put("fence-data", (run, obey) -> {
            obey.now();
            run.die();
        });
        var run = failover();

        ended(run, "SUCCEEDED");
        assertThat(b.state("data")).isEqualTo("active");
    }

    @Test
    void oneThatDiesBeforeItHasObeyedIsInDoubtAndIsTriedAgain() {
        b.faults.put("promote-data", (run, obey) -> run.die());
        var run = failover();

        waits(run);
        assertThat(b.state("data")).isEqualTo("inactive");
        b.faults.clear();
        post(run + "/retry", "").statusCode(204);
        ended(run, "SUCCEEDED");
    }

    @Test
    void aSuccessThatTheStatusDoesNotShowIsNoSuccess() {
        b.faults.put("promote-data", (run, obey) -> run.exit(0));
        var run = failover();

        waits(run);
        assertThat(get(run).<String>path("steps.find { it.id == 'promote-data-b' }.outcome"))
                .isEqualTo("IN_DOUBT");
        b.faults.clear();
        post(run + "/retry", "").statusCode(204);
        ended(run, "SUCCEEDED");
    }

    @Test
    void aFailureThatTheStatusDisprovesIsNone() {
        b.faults.put("start-telephony", (run, obey) -> {
            obey.now();
            run.exit(1);
        });
        var run = failover();

        ended(run, "SUCCEEDED");
    }

    @Test
    void aFenceOfANodeThatDoesNotAnswerAnyMoreIsProof() {
        a.faults.put("fence", (run, obey) -> {
            run.exit(obey.now());
            a.faults.put("status", (status, nothing) -> status.die());
        });
        var run = emergency();

        ended(run, "INCOMPLETE");
        assertThat(b.state("data")).isEqualTo("active");
    }

    @Test
    void aFenceProvesNothingWhileTheNodeSaysWhatNobodyUnderstands() {
        isNoProof((status, nothing) -> {
            status.say("busy\n");
            status.exit(0);
        });
    }

    @Test
    void aFenceProvesNothingWhileTheNodeIsReachedAndDoesNotSayHowItIs() {
        isNoProof((status, nothing) -> released.await());
    }

    @Test
    void anEmergencyTakesNothingFromANodeThatIsReachedAndSaysNothing() {
        a.faults.put("status", (status, nothing) -> status.exit(3));
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<String>path("nodes[0].trouble"))
                .isNotNull());

        refused(post("/deployments/" + d + "/switchovers", EMERGENCY), 409, "gates-refuse")
                .body("gates.id", equalTo(List.of("old-node-silent")))
                .body("gates[0].verdict", equalTo("UNKNOWN"))
                .body("gates[0].remedy", startsWith("a is reached, and its status says nothing"));
        assertThat(b.state("telephony")).isEqualTo("inactive");
    }

    @Test
    void oneThatWasSilentIsAskedAgainWhenTheEmergencyIs() {
        a.faults.put("status", (status, nothing) -> status.die());
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<String>path("nodes[0].trouble"))
                .isNotNull());
        a.faults.clear();

        refused(post("/deployments/" + d + "/switchovers", EMERGENCY), 409, "gates-refuse")
                .body("gates[0].measured", containsString("telephony is ACTIVE"));
    }

    @Test
    void noWordIsTakenOfANodeThatIsReached() {
        a.faults.put("fence", (run, obey) -> run.die());
        a.faults.put("status", (status, nothing) -> status.die());
        var run = run(EMERGENCY);
        waits(run);

        a.faults.put("status", (status, nothing) -> status.exit(3));
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<String>path("nodes[0].trouble"))
                .contains("exit code 3"));
        refused(attest(run), 409, "node-answers")
                .body("detail", startsWith("a is reached, and its status says nothing"));
        a.faults.put("status", (status, nothing) -> status.die());
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<String>path("nodes[0].trouble"))
                .contains("broke off"));
        a.faults.remove("status");
        refused(attest(run), 409, "node-answers").body("detail", startsWith("a answers"));
        assertThat(b.state("data")).isEqualTo("inactive");
    }

    @Test
    void whoeverHasTheAddressOfMainWithAnotherHostKeyIsNotMain() throws Exception {
        a = a.replaced(user);
        isLeftOnAPersonsWord("not proven to be the node");
    }

    @Test
    void withoutOurSecretNobodyKnowsWhetherMainIsThere() throws Exception {
        Files.delete(secrets.resolve(d + "-a"));
        a = a.replaced(user);
        isLeftOnAPersonsWord("There is no secret file:" + d + "-a");
    }

    @Test
    void aSecretThatIsNoKeyIsLikeNone() throws Exception {
        Files.writeString(secrets.resolve(d + "-a"), "no key");
        a = a.replaced(user);
        isLeftOnAPersonsWord("The private key file:" + d + "-a cannot be read");
    }

    private void isLeftOnAPersonsWord(String cause) {
        refused(post("/deployments/" + d + "/switchovers", EMERGENCY), 409, "gates-refuse")
                .body("gates.id", equalTo(List.of("old-node-silent")))
                .body("gates[0].verdict", equalTo("UNKNOWN"))
                .body("gates[0].measured", containsString(cause))
                .body("gates[0].remedy", containsString("\"attestations\": [{\"gate\": \"old-node-silent\""));
        assertThat(b.state("telephony")).isEqualTo("inactive");
        var run = run("""
                {"direction": "FAILOVER", "kind": "EMERGENCY",
                 "attestations": [{"gate": "old-node-silent", "evidence": "rack 4 is dark"}]}
                """);
        waits(run);
        assertThat(b.state("telephony")).isEqualTo("active");
        assertThat(b.state("data")).isEqualTo("inactive");
        attest(run).statusCode(204);
        ended(run, "INCOMPLETE");
        assertThat(b.state("data")).isEqualTo("active");
    }

    private Answer attest(String run) {
        return post(
                "/deployments/" + d + "/switchovers/" + run.substring(run.lastIndexOf('.') + 1) + "/attestations", """
                {"gate": "old-node-fenced", "node": "a", "evidence": "rack 4 is dark"}
                """);
    }

    private void isNoProof(SshNode.Fault answer) {
        a.faults.put("fence", (run, obey) -> {
            a.faults.put("status", answer);
            run.exit(0);
        });
        var run = emergency();

        waits(run);
        assertThat(b.state("data")).isEqualTo("inactive");
        a.faults.clear();
        post(run + "/retry", "").statusCode(204);
        ended(run, "SUCCEEDED");
    }

    private String failover() {
        return run("{\"direction\": \"FAILOVER\"}");
    }

    /** Main does not answer when it begins. */
    private String emergency() {
        a.faults.put("status", (status, nothing) -> status.die());
        try {
            return run(EMERGENCY);
        } finally {
            a.faults.remove("status");
        }
    }

    /** Returns where its operation is. */
    private String run(String switchover) {
        int run = post("/deployments/" + d + "/switchovers", switchover)
                .statusCode(202)
                .path("run");
        return "/operations/run." + d + "." + run;
    }

    private static void waits(String run) {
        Eventually.holds(() -> assertThat(get(run).<String>path("state"))
                .as(() -> get(run).asString())
                .isEqualTo("WAITING"));
    }

    private static void ended(String run, String outcome) {
        Eventually.holds(() -> assertThat(get(run).<String>path("outcome"))
                .as(() -> get(run).asString())
                .isEqualTo(outcome));
    }
}
