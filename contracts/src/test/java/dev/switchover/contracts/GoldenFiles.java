package dev.switchover.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds the notices of one service and their golden files together, in both directions. */
public final class GoldenFiles {

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final String service;
    private final Class<?> family;

    public GoldenFiles(String service, Class<?> family) {
        this.service = service;
        this.family = family;
    }

    /** The notice is written as the file says, and the file is read as the notice. */
    public void hold(Object notice) {
        try {
            var golden = json.readTree(text(notice.getClass().getSimpleName()));
            assertThat(json.valueToTree(notice).toPrettyString()).isEqualTo(golden.toPrettyString());
            assertThat(json.treeToValue(golden, family)).isEqualTo(notice);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each record has a sample, and bears the name its class suggests. */
    public void coverEveryNotice(Stream<?> samples) {
        var names = Arrays.stream(family.getPermittedSubclasses()).map(Class::getSimpleName);
        assertThat(samples.map(it -> it.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(names.toList());
        for (var type : family.getAnnotation(JsonSubTypes.class).value()) {
            var kebab = type.value()
                    .getSimpleName()
                    .replaceAll("(?<!^)(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
            assertThat(type.name()).isEqualTo("switchover.%s.%s.v1", service, kebab);
        }
        assertThat(family.getAnnotation(JsonSubTypes.class).value()).hasSameSizeAs(family.getPermittedSubclasses());
    }

    private String text(String name) throws IOException {
        var file = "/golden/%s/v1/%s.json".formatted(service, name);
        try (var in = Objects.requireNonNull(GoldenFiles.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
