package dev.switchover.kit.task;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskIT {

    private final Commands commands;
    private final String id = UUID.randomUUID().toString();
    private final String subject = "cluster/" + id;

    TaskIT(Commands commands) {
        this.commands = commands;
    }

    @BeforeEach
    void openATask() {
        var due = Instant.parse("2026-01-02T03:04:05Z");
        commands.send(
                new OpenTask(new TaskId(id), subject, "replicate", "Replicate b", "Run it.", due, Map.of("node", "b")));
        Eventually.holds(() -> as(Tokens.viewer()).get("/tasks/" + id).statusCode(200));
    }

    private static Request as(String token) {
        return Request.as(token).contentType("application/json");
    }

    @Test
    void isListedByStateAndSubject() {
        as(Tokens.viewer())
                .queryParam("state", "OPEN")
                .queryParam("subject", subject)
                .get("/tasks")
                .statusCode(200)
                .body("id", hasItem(id))
                .body("[0].details.node", equalTo("b"))
                .body("[0].dueAt", equalTo("2026-01-02T03:04:05Z"));
        as(Tokens.viewer()).get("/tasks?state=LATE").statusCode(400);
    }

    @Test
    void isDoneByAPersonsEvidence() {
        as(Tokens.operator()).body("{}").post("/tasks/" + id + "/done").statusCode(400);
        as(Tokens.viewer())
                .body("{\"evidence\":\"e\"}")
                .post("/tasks/" + id + "/done")
                .statusCode(403);
        as(Tokens.operator())
                .body("{\"evidence\":\"lag 0\"}")
                .post("/tasks/" + id + "/done")
                .statusCode(204);
        as(Tokens.viewer())
                .get("/tasks/" + id)
                .body("state", equalTo("DONE"))
                .body("closedBy", equalTo("olga"))
                .body("evidence", equalTo("lag 0"));
        as(Tokens.operator())
                .body("{\"reason\":\"late\"}")
                .post("/tasks/" + id + "/drop")
                .statusCode(409)
                .body("type", equalTo("/problems/task-closed"));
    }

    /** What a task stands for is an operator's to say: whoever may not say it there may not say it here. */
    @Test
    void isEndedByOperatorsAlone() {
        for (var token : List.of(Tokens.approver(), Tokens.admin(), Tokens.integrator(), Tokens.viewer())) {
            isForbidden(as(token).body("{\"evidence\":\"e\"}").post("/tasks/" + id + "/done"));
            isForbidden(as(token).body("{\"reason\":\"r\"}").post("/tasks/" + id + "/drop"));
        }
        as(Tokens.viewer()).get("/tasks/" + id).body("state", equalTo("OPEN"));
    }

    private static void isForbidden(Answer answer) {
        answer.statusCode(403).body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void anUnknownTaskIsNotFound() {
        as(Tokens.viewer()).get("/tasks/none").statusCode(404);
        as(Tokens.operator())
                .body("{\"evidence\":\"e\"}")
                .post("/tasks/none/done")
                .statusCode(404);
    }
}
