package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An invoice for time on a node that comes after the node was given up: nothing was decided on it. */
@QuarkusTest
class LateInvoiceIT {

    private static final String WHY = "\"reason\": \"a typing error\"";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    private World world;
    private LocalDate today;

    @BeforeEach
    void aSourceThatWasGivenUp() {
        world = new World(commands, clock).replicated().customers(1).running().moved();
        today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        issue("known", today.minusDays(1), today.plusDays(1));
        issue("elsewhere", today.minusDays(40), today.minusDays(20));
        world.post(invoice("known") + "/paid", "{}").statusCode(204);
        world.attested("customers-moved").removed();
        world.post(world.at("/decommission"), "{}").statusCode(204);
    }

    @Test
    void isCorrectedAndWithdrawn() {
        issue("late", today.minusDays(1), today);
        correct("late", "\"amount\": \"12\"").statusCode(204);
        world.get(invoice("late")).body("amount", equalTo("12.00")).body("state", equalTo("ISSUED"));
        world.get(world.at("/unsettled")).body("[0].owed", hasItem(id("late")));
        correct("late", "\"to\": \"%s\"".formatted(today.plusDays(1))).statusCode(204);
        correct("late", "\"from\": \"%s\"".formatted(today.minusDays(2))).statusCode(204);
        withdraw("late").statusCode(204);
        world.get(invoice("late")).body("state", equalTo("WITHDRAWN"));
        world.get(world.at("/unsettled")).body("size()", equalTo(0));
        world.status().body("phase", equalTo("DECOMMISSIONED"));
    }

    @Test
    void ofAFileToo() {
        var report = Api.imported(
                "/invoices/import", """
                invoice,customer,from,to,amount,currency
                %s,%s,%s,%s,9,EUR
                """.formatted(id("filed"), world.customer(1), today.minusDays(1), today));
        assertThat(report.<Integer>path("appended")).isEqualTo(1);
        correct("filed", "\"amount\": \"12\"").statusCode(204);
        withdraw("filed").statusCode(204);
    }

    @Test
    void whatWasThereWhenTheNodeWasGivenUpStays() {
        for (var refused : new Answer[] {
            correct("known", "\"amount\": \"12\""),
            withdraw("known"),
            correct("elsewhere", "\"to\": \"%s\"".formatted(today))
        }) {
            refused.statusCode(409)
                    .body("type", equalTo("/problems/settlement-closed"))
                    .body("errors[0].field", equalTo("invoice"))
                    .body("remedy", containsString("under an id of its own"));
        }
        correct("elsewhere", "\"amount\": \"12\"").statusCode(204);
    }

    private void issue(String name, LocalDate from, LocalDate to) {
        world.post("/invoices", """
                {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "amount": "9", "currency": "EUR"}
                """.formatted(id(name), world.customer(1), from, to))
                .statusCode(201);
    }

    private Answer correct(String name, String right) {
        return world.post(invoice(name) + "/correct", "{%s, %s}".formatted(right, WHY));
    }

    private Answer withdraw(String name) {
        return Request.as(Tokens.approver())
                .contentType("application/json")
                .body("{%s}".formatted(WHY))
                .post(invoice(name) + "/withdraw");
    }

    private String id(String name) {
        return world.cluster + "-" + name;
    }

    private String invoice(String name) {
        return "/invoices/" + id(name);
    }
}
