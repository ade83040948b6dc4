package dev.switchover.resilience.deployment.domain;

import static dev.switchover.resilience.deployment.domain.Story.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.CancelRun;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was stored can be read again, and what was remembered of it too. */
class StoredEventsTest {

    private static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Test
    void everyEventOfALifeIsReadAsItWasWritten() {
        var story = new Story(Given.whole());
        story.failover();
        story.obey(6);
        story.send(new EndStep(
                ID,
                story.open().run(),
                story.open().order(),
                List.of("mds-m1", "mds-m2", "edge", "cc-cc-a", "cc-cc-b")));
        story.obeyAll();
        var back = story.failback();
        story.obey(2).answer(Result.IN_DOUBT);
        story.send(new CancelRun(ID, back, "no", "olga"));
        story.answer(Result.FAILED);
        var serializer =
                NamedEventSerializer.create(json(), EventNames.of(DeploymentEvent.class, SwitchoverEvent.class));
        assertThat(story.events).hasSizeGreaterThan(50).allSatisfy(event -> {
            var stored = serializer.serialize(event, String.class);
            assertThat(stored.getType().getName())
                    .startsWith(event instanceof SwitchoverEvent ? "switchover." : "deployment.");
            assertThat(serializer.<String, Object>deserialize(stored)).isEqualTo(event);
        });
    }

    @Test
    void aSnapshotHoldsTheWholeState() throws Exception {
        var story = new Story(Given.whole());
        story.failover();
        story.obey(3);
        var fields = json().setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .setVisibility(PropertyAccessor.CREATOR, Visibility.ANY);
        var state = story.state();
        assertThat(fields.readValue(fields.writeValueAsString(state), DeploymentState.class))
                .isEqualTo(state);
        var places = Places.of(null, story.definition);
        assertThat(places.named()).hasSize(2);
        assertThat(fields.readValue(fields.writeValueAsString(places), Places.class))
                .isEqualTo(places);
    }

    @Test
    void aDefinitionFromBeforeFollowersHadATimeOfTheirOwnGivesThemTheUsualOne() throws Exception {
        var old = json().readTree(json().writeValueAsString(Given.whole()));
        ((ObjectNode) old).remove("follow");
        assertThat(json().treeToValue(old, Definition.class)).isEqualTo(Given.whole());
    }

    @Test
    void aNodesSettingsKeepTheirNames() throws Exception {
        Access ssh = new Access.Ssh(
                "192.0.2.1",
                22,
                "switchover",
                List.of("ssh-ed25519 AAAA"),
                "file:a.key",
                Map.of(NodeAction.FENCE, "power-off {epoch}"),
                Map.of(NodeAction.FENCE_DATA, Duration.ofSeconds(10)));
        var text = json().writerFor(Access.class).writeValueAsString(ssh);
        assertThat(text).contains("\"kind\":\"ssh\"", "\"fence\":\"power-off {epoch}\"", "\"fence-data\":");
        assertThat(json().readValue(text, Access.class)).isEqualTo(ssh);
    }
}
