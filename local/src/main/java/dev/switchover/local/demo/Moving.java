package dev.switchover.local.demo;

import static dev.switchover.local.demo.Stage.done;
import static dev.switchover.local.demo.Stage.until;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Steps 3 to 5 of the document: admittance, registrations, customers in waves. */
final class Moving {

    static final int CANARIES = 5;
    static final int STRAGGLER = Stage.CUSTOMERS;

    private final Stage stage;
    private final Api operator;
    private final Clock clock;

    Moving(Stage stage, Clock clock) {
        this.stage = stage;
        this.operator = stage.people().operator();
        this.clock = clock;
    }

    void play() {
        stage.report().step("2 the first wave waits for the suppliers", this::admittance);
        stage.report().step("3 move the registration", this::registration);
        stage.report().step("4 wave 1: five canaries, one goes back and comes again", this::canaries);
        stage.report().step("replay a projection in between", this::replay);
        stage.report().step("wave 2: all others, one of them late", this::rest);
    }

    private void admittance() {
        done(operator.post(stage.at("/waves"), "{\"id\": \"canary\", \"first\": %d}".formatted(CANARIES)));
        stage.attest("dns-ttl-lowered", "TTL 60 for two days");
        var start = stage.at("/waves/canary/start");
        stage.refused(
                "no wave before a supplier was even asked", operator.post(start, "{}"), 409, "suppliers-authorised");
        for (var name : List.of("alpha", "beta")) {
            authorisation(name, "request", """
                    {"neededBy": "%s", "reason": "We move to a new hoster."}""".formatted(Preparation.neededBy(clock)));
        }
        stage.refused("nor before it acknowledged", operator.post(start, "{}"), 409, "suppliers-authorised");
        for (var name : List.of("alpha", "beta")) {
            authorisation(name, "acknowledge", "{\"note\": \"by mail\"}");
        }
        stage.refused("nor before it is proven", operator.post(start, "{}"), 409, "suppliers-authorised");
        for (var name : List.of("alpha", "beta")) {
            authorisation(name, "prove", "{\"evidence\": \"test call from b answered 200\"}");
        }
        until("mails to the suppliers", () -> stage.caught().to("supplier").size() >= 2);
    }

    private void authorisation(String supplier, String what, String body) {
        done(operator.post(stage.at("/authorisations/%s/main/%s".formatted(stage.supplier(supplier), what)), body));
    }

    private void registration() {
        var trunk = stage.at("/registrations/%s/main".formatted(stage.supplier("gamma")));
        var operation = done(operator.post(trunk + "/move", "{}"));
        stage.refused(
                "nobody takes the registration before it is released",
                operator.post(trunk + "/taken", "{\"evidence\": \"in a hurry\"}"),
                409);
        done(operator.post(trunk + "/released", "{\"evidence\": \"Expires 0 confirmed\"}"));
        done(operator.post(trunk + "/taken", "{\"evidence\": \"200 OK to REGISTER from b\"}"));
        var ended = Stage.ended(operator, operation);
        stage.report()
                .expect(
                        "the registration is released on A, then taken on B",
                        ended.path("outcome").asText().equals("SUCCEEDED"),
                        ended.path("outcome").asText());
    }

    private void canaries() {
        done(operator.post(stage.at("/waves/canary/start"), "{}"));
        until(
                "canaries are told",
                () -> stage.wave("canary").path("phase").asText().equals("ANNOUNCED"));
        for (int number = 1; number <= CANARIES; number++) {
            stage.moved(number);
        }
        until(
                "wave 1 completes",
                () -> stage.wave("canary").path("phase").asText().equals("COMPLETED"));
        until("the first canary has its mail", () -> stage.caught().has(Stage.mailbox(1)));
        var first = stage.at("/customers/" + stage.customer(1));
        done(operator.post(first + "/revert", "{\"reason\": \"one-way audio\"}"));
        stage.refused(
                "who went back is told again first", operator.post(first + "/moved", "{\"evidence\": \"x\"}"), 409);
        done(operator.post(first + "/announce", "{\"due\": \"%s\"}".formatted(inAWeek())));
        stage.moved(1);
        stage.report().expect("one canary went back and moved again", onSource() == 35, onSource() + " are still on A");
    }

    private void replay() {
        var customers = "/customers?limit=100&cluster=" + stage.cluster();
        var before = done(operator.get(customers)).body();
        var view = Stage.stream(done(operator.get("/processors")).body())
                .map(processor -> processor.path("name").asText())
                .filter(name -> name.startsWith("customer") && !name.contains("claims"))
                .findFirst()
                .orElseThrow();
        done(stage.people().admin().post("/processors/" + view + "/replay", ""));
        until("the replay of " + view + " ends", () -> Stage.stream(
                        done(operator.get("/processors")).body())
                .filter(processor -> processor.path("name").asText().equals(view))
                .anyMatch(processor ->
                        !processor.path("replay").path("endedAt").asText("").isEmpty()
                                && !processor.path("replay").path("endedAt").isNull()));
        var after = done(operator.get(customers)).body();
        stage.report()
                .expect(
                        "the replayed projection " + view + " shows the same",
                        before.equals(after) && after.size() == Stage.CUSTOMERS,
                        after.size() + " customers compared");
    }

    private void rest() {
        done(operator.post(stage.at("/waves"), "{\"id\": \"rest\", \"allRemaining\": true, \"after\": [\"canary\"]}"));
        var due = startRest();
        until("wave 2 is told", () -> stage.wave("rest").path("phase").asText().equals("ANNOUNCED"));
        for (int number = CANARIES + 1; number < STRAGGLER; number++) {
            stage.moved(number);
        }
        until("the due time passes", () -> clock.instant().isAfter(due));
        var late = done(operator.get(stage.at("/customers?state=STRAGGLER"))).body();
        stage.report()
                .expect(
                        "the straggler is named",
                        late.size() == 1
                                && late.path(0).path("customer").asText().equals(stage.customer(STRAGGLER)),
                        late.path(0).path("customer").asText());
    }

    /** With another time if the service was away until the first had passed. */
    private Instant startRest() {
        var due = new AtomicReference<Instant>(clock.instant());
        until("wave 2 starts", () -> {
            due.set(clock.instant().plusSeconds(2));
            var answer = operator.post(stage.at("/waves/rest/start"), "{\"due\": \"%s\"}".formatted(due.get()));
            return !answer.problem().equals("dates-reversed") && done(answer).succeeded();
        });
        return Objects.requireNonNull(due.get());
    }

    private long onSource() {
        return stage.status().path("customers").path("onSource").asLong();
    }

    private String inAWeek() {
        return clock.instant().plus(Duration.ofDays(7)).toString();
    }
}
