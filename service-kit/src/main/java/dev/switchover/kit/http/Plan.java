package dev.switchover.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a command would do, shown by a dry run ({@code ?dryRun=true}): its steps in order, the gates, what it would leave
 * out and why, and the hash by which the real call can insist that nothing has changed.
 */
public record Plan(List<Step> steps, Gates gates, List<Skipped> skipped, String planHash) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One step, as a person reads it. */
    public record Step(String id, String description) {}

    /** Something that stays as it is, and why. */
    public record Skipped(String item, String reason) {}

    public static Plan of(List<Step> steps, Gates gates, List<Skipped> skipped) {
        return new Plan(List.copyOf(steps), gates, List.copyOf(skipped), hash(steps, gates, skipped));
    }

    /** Refuses with 412 if the caller has seen another plan than this one. */
    public void require(@Nullable String seen) {
        if (seen != null && !seen.equals(planHash)) {
            throw Rejection.stale("plan-changed", "The world has changed since the dry run.")
                    .remedy("Read the plan again, then repeat with its planHash.")
                    .with("plan", this);
        }
    }

    /** Verdicts count; measured values and times do not, for they change with every look. */
    private static String hash(List<Step> steps, Gates gates, List<Skipped> skipped) {
        var verdicts = gates.all().stream()
                .map(gate ->
                        List.of(gate.id(), gate.verdict().name(), gate.limit(), gate.attested(), gate.overridden()))
                .toList();
        try {
            var text = JSON.writeValueAsString(Map.of("steps", steps, "gates", verdicts, "skipped", skipped));
            return Sha256.of(new JsonCanonicalizer(text).getEncodedUTF8());
        } catch (IOException e) {
            throw new IllegalStateException("The plan cannot be written: " + e.getMessage(), e);
        }
    }
}
