package dev.switchover.kit.axon;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What each segment of a processor last failed at, until a batch succeeds. Axon forgets it when it gives the segment up. */
final class Troubles implements MessageHandlerInterceptor<EventMessage<?>> {

    private static final String NOTED = Troubles.class.getName();

    private final String segmentOf;
    private final Map<Integer, String> troubles = new ConcurrentHashMap<>();

    Troubles(String processor) {
        this.segmentOf = "Processor[" + processor + "]/SegmentId"; // where Axon's work package puts it
    }

    Optional<String> first() {
        return troubles.values().stream().findFirst();
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        var batch = unit.root();
        batch.getOrComputeResource(NOTED, key -> watch(batch));
        return chain.proceed();
    }

    private boolean watch(UnitOfWork<?> batch) {
        int segment = batch.getOrDefaultResource(segmentOf, 0);
        batch.afterCommit(done -> troubles.remove(segment));
        batch.onRollback(failed -> troubles.put(segment, reason(failed)));
        return true;
    }

    private static String reason(UnitOfWork<?> failed) {
        var result = failed.getExecutionResult();
        return result == null || !result.isExceptionResult()
                ? "rolled back"
                : Objects.toString(result.getExceptionResult());
    }
}
