package dev.switchover.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.CommandGuard;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Lets the n-th command of a request with an Idempotency-Key take effect once. That it did is written in the command's
 * own transaction, so no crash can come between; when the request is repeated, the command only returns what it returned.
 */
@Singleton
@Priority(100) // outside all others: what took effect before is not judged again
public class OncePerKey implements CommandGuard {

    private final Jdbi database;
    private final ObjectMapper json;

    OncePerKey(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        var request = IdempotentRequest.current();
        return request.isEmpty() || isInsideAnotherCommand(unit) ? chain.proceed() : once(request.get(), unit, chain);
    }

    private static boolean isInsideAnotherCommand(UnitOfWork<?> unit) {
        return unit.parent()
                .filter(parent -> parent.getMessage() instanceof CommandMessage<?>)
                .isPresent();
    }

    private @Nullable Object once(IdempotentRequest request, UnitOfWork<?> unit, InterceptorChain chain)
            throws Exception {
        int ordinal = request.nextCommand();
        unit.onRollback(failed -> request.giveBack());
        var before = find(request.id(), ordinal);
        if (before.isPresent()) {
            return before.get().value();
        }
        var result = chain.proceed();
        if (!insert(request.id(), ordinal, result)) {
            throw new ConcurrencyException("The same request was carried out elsewhere at the same moment");
        }
        return result;
    }

    /** What a command returned the first time. */
    private record Effect(@Nullable Object value) {}

    private Optional<Effect> find(String id, int ordinal) {
        return database.withHandle(handle -> handle.createQuery(
                        "select result_type, result from kit.idempotency_effect where id = :id and ordinal = :ordinal")
                .bind("id", id)
                .bind("ordinal", ordinal)
                .map((row, context) -> new Effect(read(row.getString("result_type"), row.getString("result"))))
                .findOne());
    }

    private boolean insert(String id, int ordinal, @Nullable Object result) throws IOException {
        var type = result == null ? null : result.getClass().getName();
        var text = result == null ? null : json.writeValueAsString(result);
        return database.withHandle(handle -> handle.createUpdate("""
                        insert into kit.idempotency_effect (id, ordinal, result_type, result)
                        values (:id, :ordinal, :type, :result::jsonb)
                        on conflict do nothing
                        """)
                        .bind("id", id)
                        .bind("ordinal", ordinal)
                        .bind("type", type)
                        .bind("result", text)
                        .execute()
                == 1);
    }

    private @Nullable Object read(@Nullable String type, @Nullable String result) {
        if (type == null || result == null) {
            return null;
        }
        try {
            return json.readValue(
                    result, Class.forName(type, false, Thread.currentThread().getContextClassLoader()));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("A command's result can no longer be read: " + type, e);
        }
    }
}
