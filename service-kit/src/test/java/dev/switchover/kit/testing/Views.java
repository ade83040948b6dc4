package dev.switchover.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.view.ViewTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jdbi.v3.core.Jdbi;

/** The views of a service: a story in, rows out, into tables of their own as a replay does. */
public final class Views {

    private static final String ASIDE = "_story";

    /** Views of every service, with tests of their own. */
    private static final Set<String> OF_THE_KIT = Set.of("task", "override");

    private final Commands commands;
    private final Jdbi database;
    private final Map<String, Function<ViewTables, Object>> byGroup;

    public Views(Commands commands, Jdbi database, List<Capability> capabilities) {
        this.commands = commands;
        this.database = database;
        var registered = new Registered();
        capabilities.forEach(capability -> capability.register(registered));
        this.byGroup = registered.byGroup;
    }

    /** The service's own. */
    public Set<String> names() {
        var own = new TreeSet<>(byGroup.keySet());
        own.removeAll(OF_THE_KIT);
        return own;
    }

    /**
     * Fails unless the view shows what is checked in for it, the same whether the story comes event by event or at once.
     */
    public void showTheSameHoweverItComes(String view, StoredStory story) {
        var one = rows(view, story, messages -> messages.stream()
                .<List<DomainEventMessage<?>>>map(List::of)
                .toList());
        var atOnce = rows(view, story, List::of);

        assertThat(atOnce).isEqualTo(one);
        new CheckedIn(CheckedIn.module().resolve("src/test/resources/views/" + view + ".txt")).holds(one);
    }

    /** What stands in the view's tables when it was handed the events in these pieces, each a transaction. */
    private String rows(
            String view,
            StoredStory story,
            Function<List<DomainEventMessage<?>>, List<List<DomainEventMessage<?>>>> pieces) {
        var tables = new TreeSet<String>();
        var projection = Objects.requireNonNull(byGroup.get(view)).apply(table -> {
            tables.add(table);
            return "views." + table + ASIDE;
        });
        tables.forEach(table -> database.useHandle(handle -> {
            handle.execute("drop table if exists views." + table + ASIDE);
            handle.execute("create table views." + table + ASIDE + " (like views." + table + " including all)");
        }));
        var handler = new AnnotationEventHandlerAdapter(projection);
        var handled = story.messages().stream().filter(handler::canHandle).toList();
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

    /** Takes in only the views. */
    private static final class Registered implements Parts {

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
