package dev.switchover.resilience.where.rest;

import dev.switchover.resilience.where.domain.Guidance;
import io.quarkus.qute.Engine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes the page: without script, and with a delay of its own for each visitor, so that not all come at once. */
@Singleton
class WherePage {

    private static final int SHORTEST_DELAY = 3;
    private static final int LONGEST_DELAY = 15;

    private static final String STYLE =
            "body{font:1.1em/1.5 sans-serif;max-width:36em;margin:3em auto;padding:0 1em;color:#1d2733}"
                    + "a{font-size:1.3em;font-weight:bold;overflow-wrap:anywhere}small{color:#5a6672}";

    /** Nothing is loaded, run, sent or framed; the one style is known by its hash. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Engine qute;
    private final ZoneId zone;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    WherePage(Engine qute, @ConfigProperty(name = "switchover.where.zone", defaultValue = "UTC") ZoneId zone) {
        this.qute = qute;
        this.zone = zone;
    }

    /** @param guidance null for a deployment that does not exist */
    String write(Language language, @Nullable Guidance guidance) {
        var template = "where/" + language.tag();
        return Objects.requireNonNull(qute.getTemplate(template), template)
                .data("style", STYLE, "guidance", guidance)
                .data("since", guidance == null || guidance.since() == null ? "" : language.at(guidance.since(), zone))
                .data(
                        "confirmed",
                        guidance == null ? "" : language.at(guidance.confirmed().at(), zone))
                .data(
                        "age",
                        guidance == null ? Duration.ZERO : guidance.confirmed().age(System.nanoTime()))
                .data("target", guidance == null ? "" : guidance.target().orElse(""))
                .data("delay", delay())
                .render();
    }

    private synchronized int delay() {
        return random.nextInt(SHORTEST_DELAY, LONGEST_DELAY + 1);
    }

    private static String hash(String style) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
