package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.security.Actors;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's word for a gate that nothing has measured, given with the command. */
public record Word(
        @NotNull @Slug String gate,
        @NotBlank @Size(max = 4000) String evidence) {

    static List<Attestation> said(@Nullable List<Word> words, Actors actors, Clock clock) {
        return words == null
                ? List.of()
                : words.stream()
                        .map(word -> new Attestation(
                                word.gate(), word.evidence(), actors.get().name(), clock.instant()))
                        .toList();
    }
}
