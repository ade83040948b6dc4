package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.Locks.whileOthersWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.migration.Api;
import dev.switchover.migration.SecondInstance;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Rules over many aggregates hold whatever two instances, each with aggregates in its own memory, are asked at once. */
@QuarkusTest
@TestInstance(Lifecycle.PER_CLASS)
class TwoInstancesIT {

    private static final int THREADS_EACH = 4;
    private static final int CALLS_EACH = 25;

    private final Commands commands;
    private final Jdbi database;
    private final CustomerLookup customers;
    private final Clock clock;
    private @Nullable SecondInstance second;

    TwoInstancesIT(Commands commands, Jdbi database, CustomerLookup customers, Clock clock) {
        this.commands = commands;
        this.database = database;
        this.customers = customers;
        this.clock = clock;
    }

    @BeforeAll
    void startTheOther() throws IOException {
        second = new SecondInstance();
    }

    @AfterAll
    void stopTheOther() {
        other().close();
    }

    private SecondInstance other() {
        return Objects.requireNonNull(second);
    }

    @Test
    void noInterleavingMakesALoginActiveTwice() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            var storm = new RegistrationStorm();
            compete(seed, random -> storm.ask(commands, random), random -> storm.ask(other(), random));
            storm.demandOneNodePerLogin(database);
        }
    }

    @Test
    void whoIsBeingAddedIsCountedBeforeTheSourceIsRemoved() {
        var world = readyToRemove();
        var removal = commands.together(() -> {
            world.customers(2);
            return whileOthersWait(database, List.of(() -> other().operator().post(world.at("/remove-source"))));
        });
        assertThat(removal.getFirst().join().statusCode()).isEqualTo(409);
        world.status().body("phase", equalTo("RUNNING"));
        assertThat(customers.countOn(world.cluster, "a")).isEqualTo(1);
    }

    @Test
    void nobodyIsAddedOrPutBackOnceTheRemovalHasBegun() {
        var world = readyToRemove();
        var late = commands.together(() -> {
            commands.send(new StartRemoval(new MigrationId(world.migration), "olga", clock.instant(), Set.of()));
            return whileOthersWait(
                    database,
                    List.of(
                            () -> other().operator()
                                    .body(world.newCustomer("late"))
                                    .post("/customers"),
                            () -> other().operator()
                                    .body("{\"reason\": \"one-way audio\"}")
                                    .post(world.at("/customers/" + world.customer(1) + "/revert"))));
        });
        assertThat(late)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(409));
        assertThat(late.getFirst().join().<String>path("type")).isEqualTo("/problems/node-being-removed");
        World.eventually(() -> "REMOVING".equals(world.status().path("phase")));
        assertThat(Api.imported("/customers/import", world.csv("imported")).<Integer>path("refused"))
                .isEqualTo(1);
        assertThat(customers.countOn(world.cluster, "a")).isZero();
    }

    @Test
    void aCancelledRemovalOpensTheSourceAgain() {
        var world = readyToRemove();
        world.post(world.at("/remove-source"), "{}").statusCode(202);
        other().operator().body(world.newCustomer("late")).post("/customers").statusCode(409);
        world.post(world.at("/removal/cancel"), "{\"reason\": \"not today\"}").statusCode(204);
        other().operator().body(world.newCustomer("late")).post("/customers").statusCode(201);
    }

    /** Two invoices of one customer judge the same stay. */
    @Test
    void theVerdictIsThatOfTheInvoicesWhateverHappensToThemAtOnce() throws Exception {
        var world = readyToRemove();
        for (int round = 0; round < 15; round++) {
            var here = world.cluster + "-h" + round;
            var there = world.cluster + "-t" + round;
            issue(world, here);
            issue(world, there);
            var random = new Random(round);
            inParallel(List.<Callable<Answer>>of(
                    () -> settle(Api.operator(), here, random.nextInt(2)),
                    () -> settle(other().operator(), there, random.nextInt(2)),
                    () -> settle(other().operator(), here, random.nextInt(2)),
                    () -> settle(Api.operator(), there, random.nextInt(2))));
            demandRightVerdict(world);
        }
    }

    @Test
    void theSourceIsGivenUpOnlyAfterTheLastPayment() throws Exception {
        for (int round = 0; round < 4; round++) {
            var world = readyToRemove().removed();
            var invoice = world.cluster + "-i";
            issue(world, invoice);
            List<Answer> answers = inParallel(List.<Callable<Answer>>of(
                    () -> settle(Api.operator(), invoice, 0),
                    () -> other().operator().post(world.at("/decommission")),
                    () -> Api.operator().contentType("application/json").post(world.at("/decommission"))));
            var settled = world.get(world.at("/unsettled")).asString();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(204, 409));
            assertThat(settled).isEqualTo("[]");
            other().operator().post(world.at("/decommission")).statusCode(204);
            demandRightVerdict(world);
        }
    }

    private World readyToRemove() {
        return new World(commands, clock)
                .replicated()
                .customers(1)
                .running()
                .moved()
                .attested("customers-moved");
    }

    private void issue(World world, String invoice) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        world.post("/invoices", """
                        {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "amount": "10", "currency": "EUR"}
                        """.formatted(invoice, world.customer(1), today.minusDays(1), today.plusDays(1)))
                .statusCode(201);
    }

    private static Answer settle(Request request, String invoice, int how) {
        request.contentType("application/json");
        return how == 0
                ? request.post("/invoices/" + invoice + "/paid")
                : request.body("{\"reason\": \"too many minutes\"}").post("/invoices/" + invoice + "/dispute");
    }

    /** The days are covered: so the customer owes as long as one invoice is neither paid nor written off. */
    private void demandRightVerdict(World world) {
        var verdict = select("select distinct verdict from claims.stay where cluster = :cluster and node = 'a'", world);
        var owed = select("""
                select invoice from claims.invoice join claims.stay using (customer)
                 where cluster = :cluster and node = 'a' and state not in ('PAID', 'WRITTEN_OFF')
                """, world);
        assertThat(verdict).containsExactly(owed.isEmpty() ? "SETTLED" : "OWING");
        var counted = select("""
                select verdict from claims.settlement_count where cluster = :cluster and node = 'a'
                 group by verdict having sum(n) = 1
                """, world);
        assertThat(counted).isEqualTo(verdict);
    }

    private List<String> select(String sql, World world) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bind("cluster", world.cluster)
                .mapTo(String.class)
                .list());
    }

    private static void compete(long seed, Consumer<Random> here, Consumer<Random> there) throws Exception {
        var work = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < 2 * THREADS_EACH; thread++) {
            var random = new Random(seed * 1000 + thread);
            var asked = thread % 2 == 0 ? here : there;
            work.add(() -> {
                for (int call = 0; call < CALLS_EACH; call++) {
                    asked.accept(random);
                }
                return true;
            });
        }
        inParallel(work);
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var answers = new ArrayList<T>();
            for (var done : threads.invokeAll(work)) {
                answers.add(done.get());
            }
            return answers;
        }
    }
}
