package dev.switchover.notification.contact.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactFileTest {

    @Test
    void itTakesItsOwnColumnsAndLeavesTheOthers() {
        var file = check("""
                customer,party,reached_by,email,language,name,time_zone,node
                acme,acme,IP,ann@acme.example,fr,Ann Example,Europe/Paris,a
                bolt,bolt,DOMAIN,bob@bolt.example,,,,a
                """);

        assertThat(file.refused()).isEmpty();
        assertThat(file.contacts())
                .containsEntry(
                        "acme",
                        List.of(new Reader("ann@acme.example", "Ann Example", Language.FR, ZoneId.of("Europe/Paris"))))
                .containsEntry("bolt", List.of(new Reader("bob@bolt.example", null, Language.EN, ZoneOffset.UTC)));
    }

    @Test
    void rowsOfOnePartyAreItsRecipients() {
        var file = check("party,email\nacme,ann@acme.example\nacme,bob@acme.example\n");

        assertThat(file.contacts().get("acme"))
                .extracting(Reader::email)
                .containsExactly("ann@acme.example", "bob@acme.example");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() {
        assertThat(check("\ufeffparty,email\nacme,ann@acme.example\n").contacts())
                .containsKey("acme");
    }

    @Test
    void everyRefusedRowIsNamedWithItsReasonAndWithoutItsValue() {
        var file = check("""
                party,email,language,time_zone
                Not A Slug,ann@acme.example,en,UTC
                acme,nobody,de,Mars/Olympus
                bolt,,,
                bolt,bob@bolt.example,ru,Europe/Moscow
                bolt,bob@bolt.example,ru,Europe/Moscow
                bolt,bob@BOLT.example,ru,Europe/Moscow
                """);

        assertThat(file.refused())
                .extracting(it -> it.line() + " " + it.field())
                .containsExactly("2 party", "3 email", "3 language", "3 timeZone", "4 email", "6 email", "7 email");
        assertThat(file.contacts()).containsOnlyKeys("bolt");
        assertThat(file.toString().replace("bob@bolt.example", "")).doesNotContain("nobody", "Olympus");
    }

    @Test
    void quotedFieldsMayHoldCommas() {
        assertThat(check("party,email,name\nacme,ann@acme.example,\"Example, Ann\"\n")
                        .contacts()
                        .get("acme"))
                .extracting(Reader::name)
                .containsExactly("Example, Ann");
    }

    /** A name with a comma would else be taken in part, and a short row as if the rest were left empty. */
    @Test
    void aRowWithMoreOrFewerFieldsThanTheHeaderIsRefused() {
        var file = check("""
                party,email,language,name
                acme,ann@acme.example,en,Smith, John
                bolt,bob@bolt.example
                core,cat@core.example,en,"Smith, Cat"
                """);

        assertThat(file.refused())
                .extracting(it -> it.line() + " " + it.field() + " " + it.rule())
                .containsExactly("2 * as many fields as the header: 4", "3 * as many fields as the header: 4");
        assertThat(file.contacts()).containsOnlyKeys("core");
    }

    @Test
    void whereAFileBreaksIsSaidAsOfOtherFiles() {
        assertThatThrownBy(() -> check("party,email\nacme,ann@acme.example\nbolt,\"b\"ob@bolt.example\n"))
                .isInstanceOfSatisfying(
                        Rejection.class, it -> assertThat(it.members()).containsEntry("row", 2));
        assertThatThrownBy(() -> check("party,email\nacme,\"ann@acme.example\n"))
                .isInstanceOfSatisfying(
                        Rejection.class, it -> assertThat(it.members()).containsEntry("row", 1));
    }

    @Test
    void aFileInAnotherEncodingIsRefused() {
        assertThatThrownBy(() -> ContactFile.check(
                        "party,email,name\nacme,a@b.example,Zoë\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void aFileWithoutTheColumnsIsRefused() {
        assertThatThrownBy(() -> check("party,phone\nacme,1\n")).hasMessageContaining("column email");
        assertThatThrownBy(() -> check("")).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> check("party,email\n")).hasMessageContaining("no rows");
    }

    @Test
    void aColumnThatIsThereTwiceIsRefusedUnlessItIsNoneOfOurs() {
        assertThatThrownBy(() -> check("party,email,party\nacme,ann@acme.example,bolt\n"))
                .hasMessage("The column party is there twice.");
        assertThatThrownBy(() -> check("party,email,name,name\nacme,ann@acme.example,Ann,Anna\n"))
                .hasMessage("The column name is there twice.");
        assertThat(check("party,email,node,node\nacme,ann@acme.example,a,b\n").contacts())
                .containsKey("acme");
    }

    @Test
    void upperCaseBeforeTheAtIsAnotherAddress() {
        assertThat(check("party,email\nacme,ann@acme.example\nacme,Ann@acme.example\n")
                        .refused())
                .isEmpty();
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatThrownBy(() -> check("party,email\nacme,\"ann@acme.example\n"))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void aHundredThousandRowsAreTakenAndNotOneMore() {
        var rows = IntStream.rangeClosed(1, ContactFile.MOST_ROWS)
                .mapToObj(i -> "p-%d,a@p-%d.example\n".formatted(i, i))
                .collect(Collectors.joining("", "party,email\n", ""));

        assertThat(check(rows).contacts()).hasSize(ContactFile.MOST_ROWS);
        assertThatThrownBy(() -> check(rows + "more,a@more.example\n")).hasMessageContaining("100000 rows");
    }

    private static CheckedFile check(String file) {
        return ContactFile.check(file.getBytes(StandardCharsets.UTF_8));
    }
}
