package dev.switchover.kit.axon;

import jakarta.inject.Singleton;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * One JTA transaction per outermost unit of work. Inner units, the event store and the token store join it: their commit
 * does nothing, their roll-back dooms the whole, except for a {@link Refusals#of refusal} that came before anything was written.
 */
@Singleton
public class JtaTransactions implements org.axonframework.common.transaction.TransactionManager {

    private static final String WRITING = "switchover.writing";

    private final TransactionManager jta;

    JtaTransactions(TransactionManager jta) {
        this.jta = jta;
    }

    @Override
    public Transaction startTransaction() {
        noteWhenWritingBegins();
        if (isActive()) {
            return new Joined();
        }
        try {
            jta.begin();
            return new Own();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("No transaction: " + e.getMessage(), e);
        }
    }

    /** Whether the calling thread is inside a transaction. */
    public boolean isActive() {
        return status() != Status.STATUS_NO_TRANSACTION;
    }

    /** Runs the callback once the current transaction has committed; at once if there is none. */
    public void afterCommit(Runnable callback) {
        if (!isActive()) {
            callback.run();
            return;
        }
        try {
            jta.getTransaction().registerSynchronization(new AfterCommit(callback));
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException("The transaction takes no more work: " + e.getMessage(), e);
        }
    }

    private int status() {
        try {
            return jta.getStatus();
        } catch (SystemException e) {
            throw new IllegalStateException("No transaction status: " + e.getMessage(), e);
        }
    }

    /** Events and claims are written when a unit of work prepares its commit. */
    private static void noteWhenWritingBegins() {
        CurrentUnitOfWork.ifStarted(unit -> {
            if (unit.phase().isBefore(UnitOfWork.Phase.PREPARE_COMMIT)) {
                unit.onPrepareCommit(u -> u.resources().put(WRITING, true));
            }
        });
    }

    private static boolean isRefusalBeforeWriting() {
        if (!CurrentUnitOfWork.isStarted()) {
            return false;
        }
        var unit = CurrentUnitOfWork.get();
        var result = unit.getExecutionResult();
        return result != null
                && result.isExceptionResult()
                && Refusals.of(result.getExceptionResult()).isPresent()
                && !unit.resources().containsKey(WRITING);
    }

    private record AfterCommit(Runnable callback) implements jakarta.transaction.Synchronization {

        @Override
        public void beforeCompletion() {
            // only the outcome matters
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                callback.run();
            }
        }
    }

    private final class Own implements Transaction {

        @Override
        public void commit() {
            try {
                jta.commit();
            } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
                throw new IllegalStateException("Not committed: " + e.getMessage(), e);
            }
        }

        @Override
        public void rollback() {
            try {
                if (isActive()) { // a failed commit has rolled back already
                    jta.rollback();
                }
            } catch (SystemException e) {
                throw new IllegalStateException("Not rolled back: " + e.getMessage(), e);
            }
        }
    }

    private final class Joined implements Transaction {

        @Override
        public void commit() {
            // the owner commits
        }

        @Override
        public void rollback() {
            try {
                if (isActive() && !isRefusalBeforeWriting()) {
                    jta.setRollbackOnly();
                }
            } catch (SystemException e) {
                throw new IllegalStateException("Not marked for roll-back: " + e.getMessage(), e);
            }
        }
    }
}
