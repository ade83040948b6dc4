package dev.switchover.kit.override;

import dev.switchover.kit.http.Slug;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The member {@code override} of a command's body. */
public record OverrideRequest(
        @NotEmpty @Size(max = 20) Set<@NotNull @Slug String> gates,
        @NotBlank @Size(max = 1000) String reason,
        @Nullable @Size(max = 100) String ticket) {}
