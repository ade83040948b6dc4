package dev.switchover.notification.letter.claims;

import dev.switchover.notification.mail.Letter;
import dev.switchover.notification.mail.Letter.AdmitAddress;
import dev.switchover.notification.mail.Letter.AdmitAddressReminder;
import dev.switchover.notification.mail.Letter.ServiceMoves;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What need not be said any more by letters that still wait for a reader. */
public sealed interface Obsolete {

    /** The thing the letters are about. */
    String about();

    /** What is left to be said; empty if the letter has become pointless. */
    Optional<Letter> left(Letter letter);

    /** Whether mails made of such letters, which only the mail server holds up, must not arrive any more either. */
    default boolean evenIfMade() {
        return true;
    }

    /** All that was to be said about the thing. */
    record Everything(String about) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return Optional.empty();
        }
    }

    /** All that was to be said about the thing and has no mail yet: late it is of no use, and a mail still tells what holds. */
    record Unmade(String about) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return Optional.empty();
        }

        @Override
        public boolean evenIfMade() {
            return false;
        }
    }

    /** All that was to be said about things whose names begin so. */
    record EverythingBelow(String about) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return Optional.empty();
        }
    }

    /**
     * What users were to be told of switchovers up to a moment and have no mail of yet: late they would be told what is no
     * longer so. What is announced for later stays.
     */
    record Moves(String about, Instant at) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return letter instanceof ServiceMoves it && !it.isAheadAt(at) ? Optional.empty() : Optional.of(letter);
        }

        @Override
        public boolean evenIfMade() {
            return false;
        }
    }

    /** The reminders so far: there is a later one. */
    record Reminders(String about) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return letter instanceof AdmitAddressReminder ? Optional.empty() : Optional.of(letter);
        }
    }

    /** The question for these addresses: the supplier need not be asked for them any more. */
    record Addresses(String about, List<String> addresses) implements Obsolete {

        @Override
        public Optional<Letter> left(Letter letter) {
            return switch (letter) {
                case AdmitAddress it -> {
                    var open = without(it.addresses());
                    yield open.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new AdmitAddress(it.supplier(), it.trunk(), open, it.neededBy(), it.reason()));
                }
                case AdmitAddressReminder it -> {
                    var open = without(it.addresses());
                    yield open.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new AdmitAddressReminder(
                                    it.supplier(), it.trunk(), open, it.neededBy(), it.reason(), it.reminder()));
                }
                default -> Optional.of(letter);
            };
        }

        private List<String> without(Collection<String> asked) {
            return asked.stream().filter(it -> !addresses.contains(it)).toList();
        }
    }
}
