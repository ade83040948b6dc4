package dev.switchover.local.bench;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Directories;
import dev.switchover.local.demo.Answer;
import dev.switchover.local.demo.Api;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.Suite;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.Tokens;
import java.util.function.Consumer;

/** A suite with empty data on free ports, and an operator who acts on migration-service and on notification-service. */
public record Site(Home home, Suite suite, Api operator, Api notifications, Consumer<String> tell)
        implements AutoCloseable {

    static Site start(Home home, Consumer<String> tell) {
        if (SuiteRecord.running(home).isEmpty()) {
            Directories.delete(home.directory().resolve("data"));
        }
        var suite = Suite.start(home, PortPlan.free(), tell);
        return new Site(home, suite, operator(suite, home, "migration"), operator(suite, home, "notification"), tell);
    }

    private static Api operator(Suite suite, Home home, String service) {
        return new Api(suite.record().address(service), Tokens.of(home), "operator");
    }

    /** migration-service's own. */
    Database database() {
        return suite.database("migration");
    }

    /** What must succeed for the measurement to go on. */
    static Answer done(Answer answer) {
        if (!answer.succeeded()) {
            throw new IllegalStateException(answer.request() + " was refused: " + answer.reason());
        }
        return answer;
    }

    /** A cluster with the nodes a and b. */
    void cluster(String id) {
        cluster(id, "a");
        done(operator.post("/clusters/" + id + "/nodes", """
                {"id": "b", "address": "198.51.100.20", "managementUrl": "https://b.example.net/"}"""));
    }

    /** A cluster with one node. */
    void cluster(String id, String node) {
        done(operator.post("/clusters", """
                {"id": "%s", "node": {"id": "%s", "address": "192.0.2.10", "managementUrl": "https://a.example.net/"}}
                """.formatted(id, node)));
    }

    @Override
    public void close() {
        suite.close();
    }
}
