package dev.switchover.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What outsiders read in docs/api/asyncapi.yaml is what is sent. */
class AsyncApiTest {

    private static final Path PAGE = Path.of("../docs/api/asyncapi.yaml");

    static Stream<Arguments> notices() {
        return Stream.of(MigrationNotice.class, ResilienceNotice.class, NotificationNotice.class)
                .flatMap(family -> Arrays.stream(
                                family.getAnnotation(JsonSubTypes.class).value())
                        .map(type -> Arguments.of(type.value(), type.name())));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void describesTheNotice(Class<?> notice, String name) throws IOException {
        var message = page().at("/components/messages/" + notice.getSimpleName());

        assertThat(message.path("name").asText()).isEqualTo(name);
        assertThat(message.at("/payload/properties/type/const").asText()).isEqualTo(name);
        assertThat(names(message.at("/payload/properties")))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("type"),
                                Arrays.stream(notice.getRecordComponents()).map(it -> it.getName()))
                        .toList());
        assertThat(message.at("/examples/0/payload")).isEqualTo(golden(notice));
    }

    @Test
    void knowsNoOtherNotices() throws IOException {
        var all = notices().map(it -> ((Class<?>) it.get()[0]).getSimpleName()).toList();

        assertThat(names(page().at("/components/messages"))).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void namesTheTopics() throws IOException {
        assertThat(List.of(
                        page().at("/channels/migration/address").asText(),
                        page().at("/channels/resilience/address").asText(),
                        page().at("/channels/notification/address").asText()))
                .containsExactly(MigrationNotice.TOPIC, ResilienceNotice.TOPIC, NotificationNotice.TOPIC);
    }

    private static JsonNode page() throws IOException {
        return new YAMLMapper().readTree(PAGE.toFile());
    }

    private static JsonNode golden(Class<?> notice) throws IOException {
        var service = notice.getPackageName().replaceFirst(".*contracts\\.(\\w+)\\.v1", "$1");
        var file = "/golden/%s/v1/%s.json".formatted(service, notice.getSimpleName());
        try (var in = AsyncApiTest.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static List<String> names(JsonNode object) {
        var names = Spliterators.spliteratorUnknownSize(object.fieldNames(), Spliterator.ORDERED);
        return StreamSupport.stream(names, false).toList();
    }
}
