package dev.switchover.kit.axon;

import dev.switchover.eventstore.MemoryFirst;
import dev.switchover.eventstore.Sequencer;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands. The outermost call is one transaction of its own, tried again when it met a conflict; a call inside a
 * handler joins the handler's transaction.
 */
@Singleton
public class Commands {

    private final Instance<AxonRuntime> axon; // late: senders are part of what the runtime is built from
    private final JtaTransactions transactions;
    private final Sequencer sequencer;
    private final CommandTimes times;
    private final List<CommandMetadata> metadata;

    Commands(
            Instance<AxonRuntime> axon,
            JtaTransactions transactions,
            Sequencer sequencer,
            CommandTimes times,
            @All List<CommandMetadata> metadata) {
        this.axon = axon;
        this.transactions = transactions;
        this.sequencer = sequencer;
        this.times = times;
        this.metadata = metadata;
    }

    /** Returns what the handler returned; throws what it threw. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in Axon's gateway: the handler's type is not the command's
    public <R> R send(Object command) {
        return send(command, Map.of());
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <R> R send(Object command, Map<String, String> moreMetadata) {
        return isInside()
                ? this.<R>dispatch(command, moreMetadata)
                : times.measure(command.getClass().getSimpleName(), () -> axon.get()
                        .retries()
                        .run(() -> MemoryFirst.run(() -> this.<R>dispatch(command, moreMetadata), Retries::mayTurn)));
    }

    /** Several commands in one transaction: all or none. Claims and events are written when all have been decided. */
    public <T> T together(Supplier<T> work) {
        return isInside() ? work.get() : axon.get().retries().run(() -> inOneUnit(work));
    }

    /** What the work would come to: it is done, and taken back before claims and events are written. */
    public <T> T asIf(Supplier<T> work) {
        if (isInside()) {
            throw new IllegalStateException("What is taken back would take with it what is under way");
        }
        return axon.get().retries().run(() -> {
            var unit = begun("as-if");
            try {
                return work.get();
            } finally {
                unit.rollback();
            }
        });
    }

    private boolean isInside() {
        return CurrentUnitOfWork.isStarted() || transactions.isActive();
    }

    private <T> T inOneUnit(Supplier<T> work) {
        var unit = begun("together");
        var result = unit.executeWithResult(work::get, RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return result.getPayload();
    }

    /** A command's, for in it aggregates are loaded. */
    private UnitOfWork<?> begun(String what) {
        var unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>(what));
        unit.attachTransaction(transactions);
        return unit;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <R> R dispatch(Object command, Map<String, String> moreMetadata) {
        if (transactions.isActive()) {
            transactions.afterCommit(
                    sequencer::wake); // the store's own wake comes before a foreign transaction's commit
        }
        var message = new GenericCommandMessage<>(command, metadata(moreMetadata));
        var answer = new AtomicReference<@Nullable CommandResultMessage<?>>();
        axon.get().commandBus().dispatch(message, (sent, result) -> answer.set(result));
        var result = answer.get();
        if (result == null) {
            throw new IllegalStateException("No answer to " + command.getClass().getName());
        }
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return (R) result.getPayload();
    }

    private Map<String, String> metadata(Map<String, String> more) {
        var all = new HashMap<String, String>();
        metadata.forEach(source -> all.putAll(source.current()));
        all.putAll(more);
        return all;
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException(failure.getMessage(), failure);
        };
    }
}
