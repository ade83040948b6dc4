package dev.switchover.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics are kept for ever, so nothing that belongs to a person may ever be written to one. */
class NoPersonalDataTest {

    private static final Pattern SMELL = Pattern.compile(
            "mail|recipient|phone|msisdn|fax|name|person|actor|requester|approver|operator$|street|city|birth"
                    + "|language|zone|^text$|body",
            Pattern.CASE_INSENSITIVE);

    /** Addresses of nodes are not personal; nothing else may be called an address. */
    private static final Set<String> ADDRESSES_OF_NODES = Set.of("addresses", "address", "oldAddress", "newAddress");

    static Stream<RecordComponent> components() {
        return Stream.of(MigrationNotice.class, ResilienceNotice.class, NotificationNotice.class)
                .flatMap(family -> Arrays.stream(family.getDeclaredClasses()).filter(Class::isRecord))
                .flatMap(notice -> Arrays.stream(notice.getRecordComponents()));
    }

    @ParameterizedTest
    @MethodSource("components")
    void noComponentSmellsOfAPerson(RecordComponent component) {
        var name = component.getName();

        assertThat(name).doesNotContainPattern(SMELL);
        if (name.toLowerCase(Locale.ROOT).contains("address")) {
            assertThat(ADDRESSES_OF_NODES).contains(name);
            assertThat(component.getDeclaringRecord().getEnclosingClass()).isEqualTo(MigrationNotice.class);
        }
    }
}
