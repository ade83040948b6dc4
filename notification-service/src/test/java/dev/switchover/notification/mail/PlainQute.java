package dev.switchover.notification.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Qute as Quarkus sets it up, without Quarkus. */
final class PlainQute {

    private PlainQute() {}

    static Engine engine() {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of("text/html")))
                .addLocator(PlainQute::locate)
                .strictRendering(true)
                .build();
    }

    private static Optional<TemplateLocation> locate(String id) {
        return Stream.of("txt", "html")
                .flatMap(suffix -> content(id, suffix).map(text -> location(text, suffix)).stream())
                .findFirst();
    }

    private static Optional<String> content(String id, String suffix) {
        try (var in = PlainQute.class.getResourceAsStream("/templates/" + id + "." + suffix)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateLocation location(String text, String suffix) {
        return new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(text);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(suffix.equals("html") ? "text/html" : "text/plain"));
            }
        };
    }
}
