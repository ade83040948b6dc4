package dev.switchover.notification.contact.domain;

import static dev.switchover.notification.ProblemMatcher.problem;

import dev.switchover.notification.contact.domain.ContactCommand.ChangeContact;
import dev.switchover.notification.contact.domain.ContactCommand.EraseContact;
import dev.switchover.notification.contact.domain.ContactEvent.ContactChanged;
import dev.switchover.notification.contact.domain.ContactEvent.ContactErased;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContactTest {

    private static final Party ACME = new Party("acme");

    private final FixtureConfiguration<Contact> contact = new AggregateTestFixture<>(Contact.class);

    @Nested
    class Changing {

        @Test
        void startsAtVersionOne() {
            contact.givenNoPriorActivity()
                    .when(new ChangeContact(ACME, 2, "5ha", null))
                    .expectResultMessagePayload(1L)
                    .expectEvents(new ContactChanged(ACME, 1, 2, "5ha"));
        }

        @Test
        void raisesTheVersion() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"))
                    .when(new ChangeContact(ACME, 1, "other", 1L))
                    .expectResultMessagePayload(2L)
                    .expectEvents(new ContactChanged(ACME, 2, 1, "other"));
        }

        @Test
        void toTheSameChangesNothing() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"))
                    .when(new ChangeContact(ACME, 2, "5ha", null))
                    .expectResultMessagePayload(1L)
                    .expectNoEvents();
        }

        @Test
        void isRefusedOnWhatHasChangedMeanwhile() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"), new ContactChanged(ACME, 2, 2, "other"))
                    .when(new ChangeContact(ACME, 1, "mine", 1L))
                    .expectException(problem("stale-version"));
        }

        @Test
        void isRefusedWithNobodyToWriteTo() {
            contact.givenNoPriorActivity()
                    .when(new ChangeContact(ACME, 0, "5ha", null))
                    .expectException(problem("contact-without-recipient"));
        }

        @Test
        void goesOnWhereAnErasureLeftOff() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"), new ContactErased(ACME, 2))
                    .when(new ChangeContact(ACME, 2, "5ha", null))
                    .expectEvents(new ContactChanged(ACME, 3, 2, "5ha"));
        }
    }

    @Nested
    class Erasing {

        @Test
        void isRemembered() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"))
                    .when(new EraseContact(ACME, null))
                    .expectResultMessagePayload(2L)
                    .expectEvents(new ContactErased(ACME, 2));
        }

        @Test
        void againChangesNothing() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"), new ContactErased(ACME, 2))
                    .when(new EraseContact(ACME, null))
                    .expectNoEvents();
        }

        @Test
        void isRefusedOnWhatHasChangedMeanwhile() {
            contact.given(new ContactChanged(ACME, 1, 2, "5ha"))
                    .when(new EraseContact(ACME, 7L))
                    .expectException(problem("stale-version"));
        }
    }
}
