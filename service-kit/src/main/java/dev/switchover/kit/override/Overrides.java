package dev.switchover.kit.override;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Ids;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.override.OverrideCommand.ApproveOverride;
import dev.switchover.kit.override.OverrideCommand.CancelOverride;
import dev.switchover.kit.override.OverrideCommand.LookAtOverride;
import dev.switchover.kit.override.OverrideCommand.RequestOverride;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actor;
import dev.switchover.kit.security.Actors;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a command that sets gates aside until a second person confirms it, then decides it anew and carries it out in one
 * transaction: if it would still do what was asked.
 */
@Singleton
public class Overrides {

    private static final Duration WAITS = Duration.ofDays(1);

    private final Commands commands;
    private final Actors actors;
    private final Ids ids;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, Overridable<?>> known = new HashMap<>();

    Overrides(
            Commands commands,
            Actors actors,
            Ids ids,
            Clock clock,
            ObjectMapper json,
            @All List<OverridableCommands> overridable) {
        this.commands = commands;
        this.actors = actors;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
        overridable.forEach(some -> known.putAll(some.byName()));
    }

    /** 202 with the operation that an approver confirms. The command names the gates it overrides itself. */
    public Response ask(Object command, OverrideRequest override, String subject) {
        var id = new OverrideId(ids.next());
        var at = clock.instant();
        var name = name(command);
        commands.together(() -> commands.send(new RequestOverride(
                id,
                name,
                text(command),
                subject,
                override.gates().stream().sorted().toList(),
                override.reason(),
                override.ticket(),
                actors.get().name(),
                overridable(name).factsOf(command),
                at,
                at.plus(WAITS))));
        return Operation.accepted(id.operation());
    }

    /**
     * All or none: a command that is refused even so leaves the override waiting. One that would no longer do what was
     * asked ends it.
     */
    void approve(OverrideId id) {
        var changes = commands.together(() -> approved(id, actors.get(), clock.instant()));
        if (!changes.isEmpty()) {
            throw Rejection.conflict(
                            "override-outdated",
                            "It would no longer do what was asked. " + String.join(". ", changes) + ".")
                    .with("changes", changes)
                    .remedy("Nothing was done, and this override is over. Look at the dry run, and ask again.");
        }
    }

    private List<String> approved(OverrideId id, Actor approver, Instant now) {
        OverrideRequested asked = commands.send(new LookAtOverride(id, approver.name(), now));
        var kind = overridable(asked.command());
        var command = kind.decidedAt(command(asked, kind), now);
        List<String> changes = commands.send(new ApproveOverride(id, approver.name(), facts(kind, command), now));
        if (changes.isEmpty()) {
            var requester = new Actor(asked.requestedBy(), Set.of(), asked.reason(), asked.ticket());
            actors.as(requester, () -> commands.send(command, Map.of("approvedBy", approver.name())));
        }
        return changes;
    }

    /** What cannot even be looked at is not what was asked. */
    private static List<Fact> facts(Overridable<?> kind, Object command) {
        try {
            return kind.factsOf(command);
        } catch (Rejection refusal) {
            return List.of(Fact.binding("refused", String.valueOf(refusal.getMessage())));
        }
    }

    void cancel(OverrideId id) {
        commands.send(new CancelOverride(id, actors.get().name(), clock.instant()));
    }

    private String name(Object command) {
        return known.entrySet().stream()
                .filter(one -> one.getValue().type() == command.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(command.getClass() + " is not among OverridableCommands"));
    }

    private String text(Object command) {
        try {
            return json.writeValueAsString(command);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Overridable<?> overridable(String name) {
        var kind = known.get(name);
        if (kind == null) {
            throw new IllegalStateException("No command is named " + name + " any more");
        }
        return kind;
    }

    private Object command(OverrideRequested asked, Overridable<?> kind) {
        try {
            return json.readValue(asked.payload(), kind.type());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(asked.overrideId() + " can no longer be read", e);
        }
    }
}
