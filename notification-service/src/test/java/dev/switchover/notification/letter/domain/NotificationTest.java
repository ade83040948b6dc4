package dev.switchover.notification.letter.domain;

import static dev.switchover.notification.ProblemMatcher.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.notification.letter.domain.NotificationCommand.HoldNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAcceptance;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAnswer;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordBounce;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDeferral;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordDoubt;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordRefusal;
import dev.switchover.notification.letter.domain.NotificationCommand.ReleaseNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RequestNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.StartDelivery;
import dev.switchover.notification.letter.domain.NotificationEvent.DeliveryStarted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAccepted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAcknowledged;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationBounced;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeclined;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeferred;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRefused;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationReleased;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRequested;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationUnknown;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NotificationTest {

    static final NotificationId ID = NotificationId.of("notice-1", "carrier-one", 0);
    static final Occasion WHY = new Occasion("carrier-one", "authorisation/a-1", "notice-1", "AdmitAddress", 1);
    static final Seal SEAL = new Seal("en", "<m@switchover.example>", "5ha");
    static final Instant LATER = Instant.parse("2026-03-02T08:00:30Z");

    private final FixtureConfiguration<Notification> notification = new AggregateTestFixture<>(Notification.class);

    @Test
    void theSameNoticePartyAndPlaceGiveTheSameId() {
        assertThat(NotificationId.of("notice-1", "carrier-one", 0)).isEqualTo(ID);
        assertThat(NotificationId.of("notice-1", "carrier-one", 1)).isNotEqualTo(ID);
        assertThat(NotificationId.of("notice-2", "carrier-one", 0)).isNotEqualTo(ID);
    }

    @Nested
    class Requesting {

        @Test
        void isRemembered() {
            notification
                    .givenNoPriorActivity()
                    .when(new RequestNotification(ID, WHY, SEAL))
                    .expectEvents(requested());
        }

        @Test
        void againChangesNothing() {
            notification
                    .given(requested())
                    .when(new RequestNotification(ID, WHY, SEAL))
                    .expectNoEvents();
        }

        @Test
        void isHeldWithNobodyToWriteTo() {
            notification
                    .givenNoPriorActivity()
                    .when(new HoldNotification(ID, WHY))
                    .expectEvents(new NotificationHeld(ID, WHY));
        }

        @Test
        void isNotHeldTwice() {
            notification.given(requested()).when(new HoldNotification(ID, WHY)).expectNoEvents();
        }
    }

    @Nested
    class Releasing {

        @Test
        void putsAHeldOneInTheQueue() {
            notification
                    .given(new NotificationHeld(ID, WHY))
                    .when(new ReleaseNotification(ID, SEAL))
                    .expectEvents(new NotificationReleased(ID, WHY, SEAL));
        }

        @Test
        void againChangesNothing() {
            notification
                    .given(new NotificationHeld(ID, WHY), new NotificationReleased(ID, WHY, SEAL))
                    .when(new ReleaseNotification(ID, SEAL))
                    .expectNoEvents();
        }

        @Test
        void keepsTheMessageIdForTheReports() {
            notification
                    .given(new NotificationHeld(ID, WHY), new NotificationReleased(ID, WHY, SEAL), started(1))
                    .when(new RecordAcceptance(ID, 1))
                    .expectEvents(accepted(1));
        }
    }

    @Nested
    class StartingADelivery {

        @Test
        void isTheWorkersTurn() {
            notification
                    .given(requested())
                    .when(new StartDelivery(ID, 1))
                    .expectResultMessagePayload(Turn.SEND)
                    .expectEvents(started(1));
        }

        @Test
        void thatAnotherBeganAndNeverReportedIsLost() {
            notification
                    .given(requested(), started(1))
                    .when(new StartDelivery(ID, 1))
                    .expectResultMessagePayload(Turn.LOST)
                    .expectNoEvents();
        }

        @Test
        void thatIsOverIsLeft() {
            notification
                    .given(requested(), started(1), deferred(1))
                    .when(new StartDelivery(ID, 1))
                    .expectResultMessagePayload(Turn.LEAVE)
                    .expectNoEvents();
        }

        @Test
        void aSecondTimeFollowsADeferral() {
            notification
                    .given(requested(), started(1), deferred(1))
                    .when(new StartDelivery(ID, 2))
                    .expectResultMessagePayload(Turn.SEND)
                    .expectEvents(started(2));
        }

        @Test
        void aSecondTimeFollowsADoubtOnlyOnceItIsRecorded() {
            notification
                    .given(requested(), started(1))
                    .when(new StartDelivery(ID, 2))
                    .expectResultMessagePayload(Turn.LEAVE);
            notification
                    .given(requested(), started(1), unknown(1))
                    .when(new StartDelivery(ID, 2))
                    .expectResultMessagePayload(Turn.SEND);
        }

        @Test
        void ofWhatNobodyCanReceiveIsLeft() {
            notification
                    .given(new NotificationHeld(ID, WHY))
                    .when(new StartDelivery(ID, 1))
                    .expectResultMessagePayload(Turn.LEAVE);
        }
    }

    @Nested
    class Reporting {

        @Test
        void acceptance() {
            notification
                    .given(requested(), started(1))
                    .when(new RecordAcceptance(ID, 1))
                    .expectEvents(accepted(1));
        }

        @Test
        void aDeferral() {
            notification
                    .given(requested(), started(1))
                    .when(new RecordDeferral(ID, 1, 451, LATER))
                    .expectEvents(deferred(1));
        }

        @Test
        void aRefusal() {
            notification
                    .given(requested(), started(1))
                    .when(new RecordRefusal(ID, 1, 550))
                    .expectEvents(refused(1));
        }

        @Test
        void aDoubt() {
            notification
                    .given(requested(), started(1))
                    .when(new RecordDoubt(ID, 1, LATER))
                    .expectEvents(unknown(1));
        }

        @Test
        void aDoubtTwiceChangesNothing() {
            notification
                    .given(requested(), started(1), unknown(1))
                    .when(new RecordDoubt(ID, 1, LATER))
                    .expectNoEvents();
        }

        @Test
        void acceptanceAtLastLiftsADoubt() {
            notification
                    .given(requested(), started(1), unknown(1))
                    .when(new RecordAcceptance(ID, 1))
                    .expectEvents(accepted(1));
        }

        @Test
        void anEarlierAttemptChangesNothing() {
            notification
                    .given(requested(), started(1), unknown(1), started(2))
                    .when(new RecordRefusal(ID, 1, 550))
                    .expectNoEvents();
        }
    }

    @Nested
    class LaterNews {

        @Test
        void ofABounce() {
            notification
                    .given(requested(), started(1), accepted(1))
                    .when(new RecordBounce(ID, "5.1.1"))
                    .expectEvents(new NotificationBounced(ID, "5.1.1"));
        }

        @Test
        void ofABounceTwiceChangesNothing() {
            notification
                    .given(requested(), started(1), accepted(1), new NotificationBounced(ID, "5.1.1"))
                    .when(new RecordBounce(ID, "5.1.1"))
                    .expectNoEvents();
        }

        @Test
        void ofABounceOfWhatNeverLeftIsRefused() {
            notification
                    .given(requested())
                    .when(new RecordBounce(ID, "5.1.1"))
                    .expectException(problem("notification-in-wrong-state"));
        }

        @Test
        void ofAnAnswer() {
            notification
                    .given(requested(), started(1), accepted(1))
                    .when(new RecordAnswer(ID, true))
                    .expectEvents(new NotificationAcknowledged(ID));
        }

        @Test
        void ofAChangeOfMind() {
            notification
                    .given(requested(), started(1), accepted(1), new NotificationAcknowledged(ID))
                    .when(new RecordAnswer(ID, false))
                    .expectEvents(new NotificationDeclined(ID));
        }

        @Test
        void ofAnAnswerToWhatNeverLeftIsRefused() {
            notification
                    .given(requested())
                    .when(new RecordAnswer(ID, true))
                    .expectException(problem("notification-in-wrong-state"));
        }
    }

    static NotificationRequested requested() {
        return new NotificationRequested(ID, WHY, SEAL);
    }

    static DeliveryStarted started(int attempt) {
        return new DeliveryStarted(ID, attempt);
    }

    static NotificationAccepted accepted(int attempt) {
        return new NotificationAccepted(ID, WHY, SEAL.messageId(), attempt);
    }

    static NotificationDeferred deferred(int attempt) {
        return new NotificationDeferred(ID, WHY, SEAL.messageId(), attempt, 451, LATER);
    }

    static NotificationRefused refused(int attempt) {
        return new NotificationRefused(ID, WHY, SEAL.messageId(), attempt, 550);
    }

    static NotificationUnknown unknown(int attempt) {
        return new NotificationUnknown(ID, WHY, SEAL.messageId(), attempt, LATER);
    }
}
