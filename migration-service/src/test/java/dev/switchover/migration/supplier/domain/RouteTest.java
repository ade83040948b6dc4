package dev.switchover.migration.supplier.domain;

import static dev.switchover.migration.Refusals.refused;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.supplier.domain.RouteCommand.ChangeRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.DefineRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.RouteContent;
import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnusedMethod") // Axon calls the command handlers
class RouteTest {

    private static final RouteId ID = new RouteId("fr");

    private FixtureConfiguration<Route> route;

    @BeforeEach
    void setUp() {
        route = new AggregateTestFixture<>(Route.class);
        route.registerAnnotatedCommandHandler(new Object() {
            @CommandHandler
            boolean on(DefineRoute command) throws Exception {
                return route.getRepository()
                        .loadOrCreate(ID.toString(), Route::new)
                        .invoke(it -> it.decide(command));
            }

            @CommandHandler
            void on(ChangeRoute command) throws Exception {
                route.getRepository().load(ID.toString()).execute(it -> it.decide(command));
            }
        });
    }

    private static RouteContent content(String... trunks) {
        var refs = Arrays.stream(trunks)
                .map(trunk -> new TrunkRef(new SupplierId("alpha"), new TrunkId(trunk)))
                .toList();
        return new RouteContent(new ClusterId("main"), "33", refs, false);
    }

    private static RouteDefined defined(RouteContent content) {
        return new RouteDefined(ID, content.cluster(), content.prefix(), content.trunks(), content.reserve());
    }

    @Test
    void isDefinedOnce() {
        route.givenNoPriorActivity()
                .when(new DefineRoute(ID, content("sip1", "sip2")))
                .expectResultMessagePayload(true)
                .expectEvents(defined(content("sip1", "sip2")));
        route.given(defined(content("sip1")))
                .when(new DefineRoute(ID, content("sip1")))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void withOtherContentIsRefused() {
        refused(
                route.given(defined(content("sip1"))).when(new DefineRoute(ID, content("sip2"))),
                "exists-with-other-content");
    }

    @Test
    void changesToOtherContent() {
        route.given(defined(content("sip1")))
                .when(new ChangeRoute(ID, content("sip2")))
                .expectEvents(defined(content("sip2")));
        route.given(defined(content("sip1")))
                .when(new ChangeRoute(ID, content("sip1")))
                .expectNoEvents();
    }

    @Test
    void withoutTrunksOrWithOneTwiceIsRefused() {
        refused(route.givenNoPriorActivity().when(new DefineRoute(ID, content())), "route-without-trunks");
        refused(route.givenNoPriorActivity().when(new DefineRoute(ID, content("sip1", "sip1"))), "route-repeats-trunk");
    }
}
