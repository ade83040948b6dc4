package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.testing.CheckedIn;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The story of {@link StoredEvents} in, rows out: the same whether it comes event by event, at once, or once more. */
@QuarkusTest
class ProjectionIT {

    private static final String ASIDE = "_story";

    /** Views of every service, with tests of their own. */
    private static final List<String> OF_THE_KIT = List.of("task", "override");

    @Inject
    Commands commands;

    @Inject
    Jdbi database;

    @Inject
    @All
    List<Capability> capabilities;

    static List<String> views() {
        return List.of(
                "clusters",
                "suppliers",
                "routes",
                "registration-moves",
                "customer",
                "authorisations",
                "migrations",
                "told-customers",
                "invoice");
    }

    @ParameterizedTest
    @MethodSource("views")
    void showsWhatHappenedAndShowsItAgainAfterAReplay(String view) {
        var one = rows(view, messages -> messages.stream()
                .<List<DomainEventMessage<?>>>map(List::of)
                .toList());
        var atOnce = rows(view, List::of);

        assertThat(atOnce).isEqualTo(one);
        new CheckedIn(CheckedIn.module().resolve("src/test/resources/views/" + view + ".txt")).holds(one);
    }

    @Test
    void noViewIsForgotten() {
        var all = Stream.concat(views().stream(), OF_THE_KIT.stream()).toList();
        assertThat(registered().keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    /** What stands in the view's tables when it was handed the events in these pieces, each a transaction. */
    private String rows(String view, Function<List<DomainEventMessage<?>>, List<List<DomainEventMessage<?>>>> pieces) {
        var tables = new TreeSet<String>();
        var projection = Objects.requireNonNull(registered().get(view)).apply(table -> {
            tables.add(table);
            return "views." + table + ASIDE;
        });
        tables.forEach(table -> database.useHandle(handle -> {
            handle.execute("drop table if exists views." + table + ASIDE);
            handle.execute("create table views." + table + ASIDE + " (like views." + table + " including all)");
        }));
        var handler = new AnnotationEventHandlerAdapter(projection);
        var handled =
                StoredEvents.messages().stream().filter(handler::canHandle).toList();
        assertThat(handled).isNotEmpty();
        pieces.apply(List.copyOf(handled)).forEach(piece -> commands.together(() -> handle(handler, piece)));
        return tables.stream().map(this::content).collect(Collectors.joining("\n"));
    }

    private static boolean handle(AnnotationEventHandlerAdapter handler, List<DomainEventMessage<?>> piece) {
        for (var message : piece) {
            try {
                handler.handle(message);
            } catch (Exception e) {
                throw new IllegalStateException(message.getPayload().toString(), e);
            }
        }
        return true;
    }

    /** A count of nobody is as good as none. */
    private String content(String table) {
        var rows = commands.together(() -> database.withHandle(handle -> {
            handle.execute("set local time zone 'UTC'");
            return handle.createQuery(
                            "select cast(to_jsonb(row) as text) from views." + table + ASIDE + " row order by 1")
                    .mapTo(String.class)
                    .list();
        }));
        return rows.stream()
                .filter(row -> !row.startsWith("{\"n\": 0,"))
                .map(row -> row + "\n")
                .collect(Collectors.joining("", table + "\n", ""));
    }

    private Map<String, Function<ViewTables, Object>> registered() {
        var views = new Views();
        capabilities.forEach(capability -> capability.register(views));
        return views.byGroup;
    }

    /** Takes in only the views. */
    private static final class Views implements Parts {

        private final Map<String, Function<ViewTables, Object>> byGroup = new HashMap<>();

        @Override
        public <A> Parts aggregate(Class<A> type) {
            return this;
        }

        @Override
        public Parts commands(Object handler) {
            return this;
        }

        @Override
        public Parts claims(Object handler) {
            return this;
        }

        @Override
        public Parts view(String group, Function<ViewTables, Object> projection) {
            byGroup.put(group, projection);
            return this;
        }

        @Override
        public Parts policy(Object handler) {
            return this;
        }

        @Override
        public Parts notices(Object publisher) {
            return this;
        }
    }
}
