package dev.switchover.local.demo;

import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.Tokens;

/** Who acts in the demo, and what he may touch. */
record People(Api operator, Api approver, Api admin, Api viewer, Api mailer) {

    static People of(SuiteRecord suite, Tokens tokens) {
        var migration = suite.address("migration");
        return new People(
                new Api(migration, tokens, "operator"),
                new Api(migration, tokens, "approver"),
                new Api(migration, tokens, "admin"),
                new Api(migration, tokens, "viewer"),
                new Api(suite.address("notification"), tokens, "operator"));
    }
}
