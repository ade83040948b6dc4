package dev.switchover.notification.letter.domain;

import static dev.switchover.notification.ProblemMatcher.problem;
import static dev.switchover.notification.letter.domain.NotificationTest.ID;
import static dev.switchover.notification.letter.domain.NotificationTest.WHY;
import static dev.switchover.notification.letter.domain.NotificationTest.accepted;
import static dev.switchover.notification.letter.domain.NotificationTest.deferred;
import static dev.switchover.notification.letter.domain.NotificationTest.refused;
import static dev.switchover.notification.letter.domain.NotificationTest.requested;
import static dev.switchover.notification.letter.domain.NotificationTest.started;
import static dev.switchover.notification.letter.domain.NotificationTest.unknown;

import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordAcceptance;
import dev.switchover.notification.letter.domain.NotificationCommand.RecordBounce;
import dev.switchover.notification.letter.domain.NotificationCommand.RetryNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.StartDelivery;
import dev.switchover.notification.letter.domain.NotificationCommand.WithdrawNotification;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationBounced;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRetried;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationWithdrawn;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What operators may do to a notification. */
class NotificationByHandTest {

    private static final NotificationCancelled CANCELLED = new NotificationCancelled(ID, "Told by phone.", false);

    private static final NotificationWithdrawn WITHDRAWN = new NotificationWithdrawn(ID, "Told by phone.");

    private final FixtureConfiguration<Notification> notification = new AggregateTestFixture<>(Notification.class);

    @Nested
    class Retrying {

        @Test
        void beginsTheNextAttemptNow() {
            notification
                    .given(requested(), started(1), deferred(1))
                    .when(new RetryNotification(ID))
                    .expectEvents(new NotificationRetried(ID, 2));
        }

        @Test
        void isAllowedAfterARefusal() {
            notification
                    .given(requested(), started(1), refused(1))
                    .when(new RetryNotification(ID))
                    .expectEvents(new NotificationRetried(ID, 2));
        }

        @Test
        void isAllowedAfterADoubt() {
            notification
                    .given(requested(), started(1), unknown(1))
                    .when(new RetryNotification(ID))
                    .expectEvents(new NotificationRetried(ID, 2));
        }

        @Test
        void whatIsInTheQueueChangesNothing() {
            notification.given(requested()).when(new RetryNotification(ID)).expectNoEvents();
        }

        @Test
        void whatHasArrivedIsRefused() {
            notification
                    .given(requested(), started(1), accepted(1))
                    .when(new RetryNotification(ID))
                    .expectException(problem("notification-in-wrong-state"));
        }

        @Test
        void whatIsBeingSentIsRefused() {
            notification
                    .given(requested(), started(1))
                    .when(new RetryNotification(ID))
                    .expectException(problem("notification-in-wrong-state"));
        }

        @Test
        void whatNobodyCanReceiveIsRefused() {
            notification
                    .given(new NotificationHeld(ID, WHY))
                    .when(new RetryNotification(ID))
                    .expectException(problem("notification-in-wrong-state"));
        }

        @Test
        void whatWasCancelledIsRefused() {
            notification
                    .given(requested(), CANCELLED)
                    .when(new RetryNotification(ID))
                    .expectException(problem("notification-in-wrong-state"));
        }
    }

    @Nested
    class Withdrawing {

        private static final WithdrawNotification WITHDRAW = new WithdrawNotification(ID, "Told by phone.");

        @Test
        void takesBackWhatIsToBeTriedAgain() {
            notification
                    .given(requested(), started(1), deferred(1))
                    .when(WITHDRAW)
                    .expectEvents(CANCELLED);
        }

        /** Nobody may rely on the recipient not having it: that is not cancelled. */
        @Test
        void whatMayHaveArrivedStaysInDoubt() {
            notification
                    .given(requested(), started(1), unknown(1))
                    .when(WITHDRAW)
                    .expectEvents(WITHDRAWN);
            notification
                    .given(requested(), started(1), unknown(1), started(2), deferred(2))
                    .when(WITHDRAW)
                    .expectEvents(WITHDRAWN);
            notification
                    .given(requested(), started(1), unknown(1), WITHDRAWN)
                    .when(WITHDRAW)
                    .expectNoEvents();
        }

        @Test
        void ofWhatMayHaveArrivedEndsTheAttempts() {
            notification
                    .given(requested(), started(1), unknown(1), WITHDRAWN)
                    .when(new StartDelivery(ID, 2))
                    .expectResultMessagePayload(Turn.LEAVE)
                    .expectNoEvents();
        }

        @Test
        void doesNotKeepLaterNewsFromLiftingTheDoubt() {
            notification
                    .given(requested(), started(1), unknown(1), WITHDRAWN)
                    .when(new RecordAcceptance(ID, 1))
                    .expectEvents(accepted(1));
            notification
                    .given(requested(), started(1), unknown(1), WITHDRAWN)
                    .when(new RecordBounce(ID, "5.1.1"))
                    .expectEvents(new NotificationBounced(ID, "5.1.1"));
        }

        @Test
        void leavesAnAttemptAloneAndWhatIsOver() {
            notification.given(requested()).when(WITHDRAW).expectNoEvents();
            notification.given(requested(), started(1)).when(WITHDRAW).expectNoEvents();
            notification
                    .given(requested(), started(1), accepted(1))
                    .when(WITHDRAW)
                    .expectNoEvents();
            notification.given(requested(), CANCELLED).when(WITHDRAW).expectNoEvents();
        }
    }

    @Nested
    class Cancelling {

        private static final CancelNotification CANCEL = new CancelNotification(ID, "Told by phone.");

        @Test
        void endsIt() {
            notification
                    .given(requested(), started(1), deferred(1))
                    .when(CANCEL)
                    .expectEvents(CANCELLED);
        }

        @Test
        void whatMayHaveArrivedStaysInDoubt() {
            notification.given(requested(), started(1), unknown(1)).when(CANCEL).expectEvents(WITHDRAWN);
            notification
                    .given(requested(), started(1), unknown(1), WITHDRAWN)
                    .when(CANCEL)
                    .expectNoEvents();
        }

        @Test
        void endsTheWaitForAContact() {
            notification
                    .given(new NotificationHeld(ID, WHY))
                    .when(CANCEL)
                    .expectEvents(new NotificationCancelled(ID, "Told by phone.", true));
        }

        @Test
        void againChangesNothing() {
            notification.given(requested(), CANCELLED).when(CANCEL).expectNoEvents();
        }

        @Test
        void whatIsBeingSentIsRefused() {
            notification
                    .given(requested(), started(1))
                    .when(CANCEL)
                    .expectException(problem("notification-in-wrong-state"));
        }

        @Test
        void whatHasArrivedIsRefused() {
            notification
                    .given(requested(), started(1), accepted(1))
                    .when(CANCEL)
                    .expectException(problem("notification-in-wrong-state"));
        }
    }
}
