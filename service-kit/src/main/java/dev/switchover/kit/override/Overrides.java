package dev.switchover.kit.override;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Ids;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.override.OverrideCommand.ApproveOverride;
import dev.switchover.kit.override.OverrideCommand.CancelOverride;
import dev.switchover.kit.override.OverrideCommand.RequestOverride;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.security.Actor;
import dev.switchover.kit.security.Actors;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps a command that sets gates aside until a second person confirms it, then carries it out in one transaction. */
@Singleton
public class Overrides {

    private static final Duration WAITS = Duration.ofDays(1);

    private final Commands commands;
    private final Actors actors;
    private final Ids ids;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, Class<?>> classes = new HashMap<>();

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
        overridable.forEach(some -> classes.putAll(some.byName()));
    }

    /** 202 with the operation that an approver confirms. The command names the gates it overrides itself. */
    public Response ask(Object command, OverrideRequest override, String subject) {
        var id = new OverrideId(ids.next());
        var at = clock.instant();
        commands.send(new RequestOverride(
                id,
                name(command),
                text(command),
                subject,
                override.gates().stream().sorted().toList(),
                override.reason(),
                override.ticket(),
                actors.get().name(),
                at,
                at.plus(WAITS)));
        return Operation.accepted(id.operation());
    }

    /** All or none: a command that is refused even so leaves the override waiting. */
    void approve(OverrideId id) {
        var approver = actors.get();
        commands.together(() -> {
            OverrideRequested asked = commands.send(new ApproveOverride(id, approver.name(), clock.instant()));
            var requester = new Actor(asked.requestedBy(), Set.of(), asked.reason(), asked.ticket());
            return actors.as(requester, () -> commands.send(command(asked), Map.of("approvedBy", approver.name())));
        });
    }

    void cancel(OverrideId id) {
        commands.send(new CancelOverride(id, actors.get().name(), clock.instant()));
    }

    private String name(Object command) {
        return classes.entrySet().stream()
                .filter(known -> known.getValue() == command.getClass())
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

    private Object command(OverrideRequested asked) {
        var type = classes.get(asked.command());
        if (type == null) {
            throw new IllegalStateException("No command is named " + asked.command() + " any more");
        }
        try {
            return json.readValue(asked.payload(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(asked.overrideId() + " can no longer be read", e);
        }
    }
}
