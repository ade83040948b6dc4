package dev.switchover.kit.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule that guards a step: its verdict, what was measured against which limit and when, and what to do about it. */
public record Gate(
        String id,
        Verdict verdict,
        String measured,
        String limit,
        @Nullable Instant measuredAt,
        String remedy,
        boolean attested,
        boolean overridden) {

    /** Rules that hold whoever signs. */
    public static final Set<String> NEVER_OVERRIDABLE =
            Set.of("registration-exclusive", "management-exclusive", "old-node-fenced");

    public Gate {
        if (overridden && NEVER_OVERRIDABLE.contains(id)) {
            throw new IllegalArgumentException(id + " can never be overridden");
        }
    }

    public Gate(
            String id, Verdict verdict, String measured, String limit, @Nullable Instant measuredAt, String remedy) {
        this(id, verdict, measured, limit, measuredAt, remedy, false, false);
    }

    public static Gate pass(String id, String measured, String limit, Instant measuredAt) {
        return new Gate(id, Verdict.PASS, measured, limit, measuredAt, "");
    }

    public static Gate fail(String id, String measured, String limit, Instant measuredAt, String remedy) {
        return new Gate(id, Verdict.FAIL, measured, limit, measuredAt, remedy);
    }

    /** Nobody has measured it. */
    public static Gate unknown(String id, String limit, String remedy) {
        return new Gate(id, Verdict.UNKNOWN, "not measured", limit, null, remedy);
    }

    /**
     * This gate in the light of a person's attestation: an unknown one passes, shown as attested, while the
     * attestation is young enough. A failed measurement stays failed, for a word does not undo what was seen.
     */
    public Gate attested(@Nullable Attestation attestation, Duration maximumAge, Instant now) {
        if (attestation == null
                || verdict != Verdict.UNKNOWN
                || !attestation.gate().equals(id)) {
            return this;
        }
        var said = "attested by " + attestation.by() + ": " + attestation.evidence();
        return attestation.holds(now, maximumAge)
                ? new Gate(id, Verdict.PASS, said, limit, attestation.at(), "", true, overridden)
                : new Gate(id, verdict, said, limit, attestation.at(), tooOld(maximumAge), true, overridden);
    }

    private String tooOld(Duration maximumAge) {
        return "The attestation is older than " + maximumAge + ". " + remedy;
    }

    /** This gate, set aside by name, if it can be. */
    public Gate override() {
        return overridable() ? new Gate(id, verdict, measured, limit, measuredAt, remedy, attested, true) : this;
    }

    @JsonIgnore
    public boolean overridable() {
        return !NEVER_OVERRIDABLE.contains(id);
    }

    @JsonIgnore
    public boolean refuses() {
        return verdict != Verdict.PASS && !overridden;
    }
}
