package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.eventstore.Account.NoteAndFail;
import dev.switchover.eventstore.Account.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpToDateRepositoryIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String ID = "account/a";

    private Accounts here;
    private Accounts there;

    @BeforeEach
    void start() {
        DATABASE.emptied();
        here = new Accounts(DATABASE, 3, 5);
        there = new Accounts(DATABASE, 3, 5);
        here.send(new Open(ID));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    /** With a cache that trusts itself, the third command would find its own note and do nothing. */
    @Test
    void twoInstancesAlternateAndEachSeesTheOthersNotes() {
        for (int i = 0; i < 12; i++) {
            assertThat(here.note(ID, "red")).isTrue();
            assertThat(here.note(ID, "red")).isFalse();
            assertThat(there.note(ID, "red")).isFalse();
            assertThat(there.note(ID, "blue")).isTrue();
            assertThat(here.note(ID, "blue")).isFalse();
        }
        assertThat(sequences()).isEqualTo("25 from 0 to 24");
    }

    @Test
    void whatMemoryRefusesIsDecidedAgainOnWhatIsStored() {
        here.credit(ID, 1);
        there.credit(ID, 99);

        assertThat(here.withdraw(ID, 60)).isEqualTo(40);
        assertThat(there.look(ID)).isEqualTo(40);
        assertThatThrownBy(() -> there.withdraw(ID, 60)).hasMessageContaining("only 40 left");
        assertThat(sequences()).isEqualTo("4 from 0 to 3");
    }

    /** It appends nothing that could prove what it saw. */
    @Test
    void aCommandThatOnlyLooksSeesWhatTheOtherDid() {
        assertThat(here.look(ID)).isZero();
        there.credit(ID, 7);

        assertThat(here.look(ID)).isEqualTo(7);
    }

    /** On memory alone one of them would go below nothing. */
    @Test
    void competingInstancesNeverSpendTwice() throws Exception {
        here.credit(ID, 50);
        there.look(ID);
        try (var callers = Executors.newFixedThreadPool(4)) {
            var spent = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 100; i++) {
                var instance = i % 2 == 0 ? here : there;
                var random = new Random(i);
                spent.add(() -> spend(instance, random));
            }
            var worked = 0;
            for (var done : callers.invokeAll(spent)) {
                worked += done.get() ? 1 : 0;
            }
            assertThat(worked).isEqualTo(50);
        }
        assertThat(here.look(ID)).isZero();
        assertThat(sequences()).isEqualTo("52 from 0 to 51");
    }

    @Test
    void aFailedCommandLeavesNothingInMemory() {
        here.note(ID, "red");

        assertThatThrownBy(() -> here.send(new NoteAndFail(ID, "blue"))).isInstanceOf(IllegalStateException.class);

        assertThat(here.note(ID, "red")).isFalse();
        assertThat(here.note(ID, "blue")).isTrue();
        assertThat(sequences()).isEqualTo("3 from 0 to 2");
    }

    /** The unit of work has committed, the transaction that it joined has not. */
    @Test
    void aTransactionRolledBackLaterIsForgotten() {
        here.note(ID, "red");
        var outer = here.instance.transactions.startTransaction();
        here.note(ID, "blue");
        assertThat(here.note(ID, "blue")).isFalse();
        outer.rollback();

        assertThat(here.note(ID, "red")).isFalse();
        assertThat(here.note(ID, "blue")).isTrue();
        assertThat(sequences()).isEqualTo("3 from 0 to 2");
    }

    @Test
    void aCommandBesideALaterRolledBackTransactionDecidesOnWhatIsStored() {
        here.note(ID, "red");
        var outer = here.instance.transactions.startTransaction();
        here.note(ID, "blue");
        outer.rollback();
        there.note(ID, "green");

        assertThat(here.note(ID, "green")).isFalse();
        assertThat(sequences()).isEqualTo("3 from 0 to 2");
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10; i++) {
            here.send(new Open("account/" + i));
        }
        assertThat(here.repository.size()).isEqualTo(3);
        for (int i = 0; i < 10; i++) {
            assertThat(here.note("account/" + i, "red")).isTrue();
            assertThat(here.note("account/" + i, "red")).isFalse();
        }
        assertThat(here.repository.size()).isEqualTo(3);
    }

    @Test
    void snapshotsAreTakenAndUsedBesideMemory() {
        for (int i = 0; i < 23; i++) {
            here.credit(ID, 1);
        }
        assertThat(DATABASE.text("select sequence from events.snapshots")).isIn("19", "20", "21", "22", "23");
        assertThat(there.credit(ID, 1)).isEqualTo(24);
    }

    @Test
    void competingInstancesLoseNoCredit() throws Exception {
        var both = List.of(here, there);
        try (var callers = Executors.newFixedThreadPool(4)) {
            var credits = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 100; i++) {
                var instance = both.get(i % 2);
                var random = new Random(i);
                credits.add(() -> creditUntilItWorks(instance, random));
            }
            for (var done : callers.invokeAll(credits)) {
                done.get();
            }
        }
        assertThat(here.credit(ID, 0)).isEqualTo(100);
        assertThat(sequences()).isEqualTo("102 from 0 to 101");
    }

    private static Void creditUntilItWorks(Accounts instance, Random random) throws InterruptedException {
        while (true) {
            try {
                instance.credit(ID, 1);
                return null;
            } catch (ConcurrencyException e) {
                Thread.sleep(random.nextInt(10));
            }
        }
    }

    private static boolean spend(Accounts instance, Random random) throws InterruptedException {
        while (true) {
            try {
                instance.withdraw(ID, 1);
                return true;
            } catch (ConcurrencyException e) {
                Thread.sleep(random.nextInt(10));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("only 0 left");
                return false;
            }
        }
    }

    private static String sequences() {
        return DATABASE.text("select count(*) || ' from ' || min(sequence) || ' to ' || max(sequence) "
                + "from events.events where aggregate_id = '" + ID + "'");
    }
}
